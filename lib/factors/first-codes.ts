import { onceAsAccounts, type Tx } from "@/lib/db";
import { type MadeCodes, makeRecoveryCodes, replaceRecoveryCodes } from "./recovery-codes";

/** Codes for a person who has none that are left; before the transaction, since making them is slow. */
export async function prepareFirstCodes(userId: string): Promise<MadeCodes | null> {
  const left = await onceAsAccounts((db) =>
    db.recoveryCode.count({ where: { userId, usedAt: null } }),
  );
  return left > 0 ? null : makeRecoveryCodes();
}

/** Stores them with the first second factor, and answers what to show. */
export async function storeFirstCodes(
  tx: Tx,
  made: MadeCodes | null,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<{ readonly codes: string[] }> {
  if (!made) return { codes: [] };
  await replaceRecoveryCodes(tx, { userId, hashes: made.hashes, now });
  return { codes: [...made.codes] };
}
