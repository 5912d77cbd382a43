import { endSessions } from "@/lib/auth/end-sessions";
import type { Tx } from "@/lib/db";
import { tellPerson } from "@/lib/events/tell-person";

/**
 * Writes a new password hash, ends every other session and every reset link, second step and change
 * of address still out, and tells the person by mail.
 */
export async function setPassword(
  tx: Tx,
  facts: {
    readonly userId: string;
    readonly passwordHash: string;
    readonly now: Date;
    readonly keepSessionId: string | null;
  },
): Promise<void> {
  const { userId, passwordHash, now, keepSessionId } = facts;
  await tellPerson(tx, { userId, type: "account.password-changed", data: {}, now });
  await tx.user.updateMany({ where: { id: userId }, data: { passwordHash } });
  await endSessions(tx, { userId, keepSessionId, now });
  await tx.mailToken.updateMany({
    where: { userId, purpose: "reset", usedAt: null },
    data: { usedAt: now },
  });
}
