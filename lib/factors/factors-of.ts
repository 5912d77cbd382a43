import type { Tx } from "@/lib/db";
import type { FactorKinds } from "./types";

/** Which second factors a person has. */
export async function factorsOf(tx: Tx, userId: string): Promise<FactorKinds> {
  const [totp, passkeys] = [
    await tx.totp.count({ where: { userId, confirmedAt: { not: null } } }),
    await tx.passkey.count({ where: { userId } }),
  ];
  return { totp: totp > 0, passkey: passkeys > 0 };
}

/** Whether a sign-in needs a second step. */
export function hasFactor({ totp, passkey }: FactorKinds): boolean {
  return totp || passkey;
}
