import { randomBytes } from "node:crypto";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { onceAsAccounts, type Tx } from "@/lib/db";
import { newId } from "@/lib/ids";

const COUNT = 10;
const LENGTH = 10;
/** Without letters and digits that look alike. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

export interface MadeCodes {
  /** As shown to the person, once: "abcde-23456". */
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

/**
 * Ten new codes and what is kept of them. Slow by design: before the transaction, and one after
 * another, so that one person never takes the place of ten.
 */
export async function makeRecoveryCodes(): Promise<MadeCodes> {
  const bare = Array.from({ length: COUNT }, newCode);
  const hashes: string[] = [];
  for (const code of bare) hashes.push(await hashPassword(code));
  return { codes: bare.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), hashes };
}

/** Stores codes instead of those from before. */
export async function replaceRecoveryCodes(
  tx: Tx,
  facts: { readonly userId: string; readonly hashes: readonly string[]; readonly now: Date },
): Promise<void> {
  const { userId, hashes, now } = facts;
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: hashes.map((hash) => ({ id: newId("rcv"), userId, hash, createdAt: now })),
  });
}

/** The unused code that was typed, or null; slow by design: before the transaction. */
export async function findRecoveryCode(userId: string, typed: string): Promise<string | null> {
  const rows = await onceAsAccounts((db) =>
    db.recoveryCode.findMany({
      where: { userId, usedAt: null },
      select: { id: true, hash: true },
      orderBy: { id: "asc" },
    }),
  );
  for (const { id, hash } of rows) {
    if (await verifyPassword(hash, typed)) return id;
  }
  return null;
}

function newCode(): string {
  let code = "";
  while (code.length < LENGTH) {
    const [byte = 255] = randomBytes(1);
    if (byte < alphabet.length * 8) code += alphabet[byte % alphabet.length];
  }
  return code;
}
