import { accountMark } from "@/lib/call-limits/account-mark";
import type { Tx } from "@/lib/db";
import type { Account } from "@/lib/operations/account";
import { openKey } from "@/lib/provider-keys/open-key";
import { getProvider } from "@/lib/providers/registry";

/** What tells two accounts at a provider apart. */
export type Place = Pick<Account, "providerId" | "providerKeyId" | "capabilities" | "mark">;

/**
 * Those of the rows about one provider's machines that are about machines in this very account. Where
 * a provider names machines itself, each account may have one of the same name; elsewhere no two have
 * the same id, so that all rows are. So is one whose key was removed: nobody can tell any more.
 */
export async function inAccount<Row extends { readonly providerKeyId: string }>(
  tx: Tx,
  place: Place,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (place.capabilities.naming === "ours") return rows;
  const others = new Set<string>();
  for (const keyId of new Set(rows.map(({ providerKeyId }) => providerKeyId))) {
    if (!(await opens(tx, place, keyId))) others.add(keyId);
  }
  return rows.filter(({ providerKeyId }) => !others.has(providerKeyId));
}

async function opens(tx: Tx, { providerId, providerKeyId, mark }: Place, keyId: string) {
  if (keyId === providerKeyId) return true;
  const key = await tx.providerKey.findUniqueOrThrow({
    where: { id: keyId },
    select: { providerId: true, state: true },
  });
  if (key.providerId !== providerId) return false;
  if (key.state === "removed") return true;
  const { credentials } = await openKey(tx, keyId);
  return accountMark(getProvider(providerId).meta, credentials) === mark;
}
