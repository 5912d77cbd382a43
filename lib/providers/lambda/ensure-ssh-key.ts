import { createHash } from "node:crypto";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import type { LambdaClient } from "./client";
import type { SshKey } from "./wire";

/**
 * The name under which the account knows this public key; added as `ch-<hash>` if it does not.
 * Two launches may add the same key at once: the one that is refused finds the other's. Nothing
 * here costs money, so a failure never leaves a machine in doubt.
 */
export async function ensureSshKey(
  client: Pick<LambdaClient, "sshKeys" | "addSshKey">,
  credentials: Credentials,
  { publicKey, context }: KeyRequest,
): Promise<string> {
  const known = await client.sshKeys(credentials, context);
  const found = findKey(known.data, publicKey);
  if (found) return found.name;
  const body = { name: nameOf(publicKey), public_key: publicKey };
  try {
    const added = await client.addSshKey(credentials, body, context);
    return added.data.name;
  } catch (error) {
    if (!isRefused(error)) throw error;
    const again = await client.sshKeys(credentials, context);
    const theirs = findKey(again.data, publicKey);
    if (!theirs) throw error;
    return theirs.name;
  }
}

interface KeyRequest {
  readonly publicKey: string;
  readonly context: CallContext;
}

/** A name already taken is refused as a duplicate or as an invalid parameter. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  return error.kind === "conflict" || error.kind === "invalid-request";
}

/** The comment at the end of a key is no part of it. */
const bodyOf = (publicKey: string) => publicKey.trim().split(/\s+/).slice(0, 2).join(" ");

function findKey(keys: readonly SshKey[], publicKey: string): SshKey | undefined {
  const wanted = bodyOf(publicKey);
  return keys.find((key) => bodyOf(key.public_key) === wanted);
}

function nameOf(publicKey: string): string {
  const hash = createHash("sha256").update(bodyOf(publicKey)).digest("hex");
  return `ch-${hash.slice(0, 16)}`;
}
