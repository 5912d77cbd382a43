import type { AccountSshKey, CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { VastaiClient } from "./client";
import type { SshKeys } from "./wire";

/** The keys that the account's new instances get. They have no names. */
export async function listSshKeys(
  client: Pick<VastaiClient, "sshKeys">,
  credentials: Credentials,
  context: CallContext,
): Promise<AccountSshKey[]> {
  const none: SshKeys = [];
  const keys = await goneIs(none, client.sshKeys(credentials, context));
  return keys.flatMap(({ id, key, public_key }) => {
    const publicKey = key ?? public_key;
    return publicKey ? [{ id: String(id), name: null, publicKey }] : [];
  });
}

/**
 * The same, where a 404 of any shape is an account without keys, whose shape is not documented: to
 * add a key that is there already does no harm.
 */
async function keysToMatch(
  client: Pick<VastaiClient, "sshKeys">,
  credentials: Credentials,
  context: CallContext,
): Promise<AccountSshKey[]> {
  try {
    return await listSshKeys(client, credentials, context);
  } catch (error) {
    const isMissing = error instanceof ProviderError && error.status === 404;
    if (isMissing && error.kind === "transient") return [];
    throw error;
  }
}

/** Adds those of the public keys to the account that are not there yet; costs nothing. */
export async function ensureSshKeys(
  client: Pick<VastaiClient, "sshKeys" | "addSshKey">,
  credentials: Credentials,
  {
    publicKeys,
    context,
  }: { readonly publicKeys: readonly string[]; readonly context: CallContext },
): Promise<void> {
  const found = await keysToMatch(client, credentials, context);
  const known = new Set(found.map((key) => bodyOf(key.publicKey)));
  for (const publicKey of publicKeys) {
    if (!known.has(bodyOf(publicKey))) await client.addSshKey(credentials, publicKey, context);
  }
}

/** The comment at the end of a key is no part of it. */
const bodyOf = (publicKey: string) => publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
