import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { tellPerson } from "@/lib/events/tell-person";

/** Uses up a recovery code and tells its owner by mail; throws `wrong-recovery-code` for none. */
export async function spendRecoveryCode(
  tx: Tx,
  facts: { readonly userId: string; readonly recoveryId: string | null; readonly now: Date },
): Promise<void> {
  const { userId, recoveryId, now } = facts;
  const { count } = await tx.recoveryCode.updateMany({
    where: { id: recoveryId ?? "", userId, usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) {
    const fields = { code: "wrong-recovery-code" };
    throw new AppError("invalid", "wrong-recovery-code", { fields });
  }
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  const data = { left: String(left) };
  await tellPerson(tx, { userId, type: "account.recovery-code-used", data, now });
}
