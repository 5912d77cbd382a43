import { createHash } from "node:crypto";
import type { AccountSshKey } from "./contract";
import { ProviderError } from "./errors";

/** The SSH keys of one account, as an adapter reads and adds them. */
export interface SshKeyShelf {
  list(): Promise<readonly AccountSshKey[]>;
  add(name: string, publicKey: string): Promise<AccountSshKey>;
}

/**
 * The account's own copies of public keys, in their order; each is added as `ch-<hash>` where it has
 * none. Two launches may add the same key at once: the one that is refused finds the other's.
 * Nothing here costs money, so a failure never leaves a machine in doubt.
 */
export async function ensureAccountSshKeys(
  shelf: SshKeyShelf,
  publicKeys: readonly string[],
): Promise<AccountSshKey[]> {
  const known = await shelf.list();
  const found: AccountSshKey[] = [];
  for (const publicKey of publicKeys) {
    found.push(findSame(known, publicKey) ?? (await addKey(shelf, publicKey)));
  }
  return found;
}

async function addKey(shelf: SshKeyShelf, publicKey: string): Promise<AccountSshKey> {
  try {
    return await shelf.add(nameOf(publicKey), publicKey);
  } catch (error) {
    if (!isRefused(error)) throw unbought(error);
    const theirs = findSame(await shelf.list(), publicKey);
    if (!theirs) throw error;
    return theirs;
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  return error.kind === "conflict" || error.kind === "invalid-request";
}

/** A key that may or may not have been added is no machine that may or may not run. */
function unbought(error: unknown): unknown {
  if (!(error instanceof ProviderError) || error.kind !== "ambiguous") return error;
  const { status, detail, retryAfterMs } = error;
  return new ProviderError("transient", { status, detail, retryAfterMs });
}

/** The comment at the end of a key is no part of it. */
const bodyOf = (publicKey: string) => publicKey.trim().split(/\s+/).slice(0, 2).join(" ");

function findSame(keys: readonly AccountSshKey[], publicKey: string): AccountSshKey | undefined {
  const wanted = bodyOf(publicKey);
  return keys.find((key) => bodyOf(key.publicKey) === wanted);
}

function nameOf(publicKey: string): string {
  const hash = createHash("sha256").update(bodyOf(publicKey)).digest("hex");
  return `ch-${hash.slice(0, 16)}`;
}
