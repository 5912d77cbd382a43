import { createHash } from "node:crypto";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import type { VerdaClient } from "./client";

/**
 * The id under which the account knows this public key; added as `ch-<hash>` if it does not. Two
 * launches may add the same key at once: the one that is refused finds the other's. Nothing here
 * costs money, so a failure never leaves a machine in doubt.
 */
export async function ensureSshKey(
  client: Pick<VerdaClient, "sshKeys" | "addSshKey">,
  credentials: Credentials,
  publicKey: string,
  context: CallContext,
): Promise<string> {
  const wanted = bodyOf(publicKey);
  const find = async () => {
    const keys = await client.sshKeys(credentials, context);
    return keys.find((one) => bodyOf(one.key) === wanted)?.id;
  };
  const known = await find();
  if (known) return known;
  const hash = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  try {
    return await client.addSshKey(credentials, { name: `ch-${hash}`, key: publicKey }, context);
  } catch (error) {
    const theirs = isRefused(error) ? await find() : undefined;
    if (!theirs) throw error;
    return theirs;
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  return error.kind === "conflict" || error.kind === "invalid-request";
}

/** The comment at the end of a key is no part of it. */
const bodyOf = (publicKey: string) => publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
