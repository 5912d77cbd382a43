import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";

/**
 * Writes a new password hash, ends every other session and every reset link still out, and tells
 * the person by mail.
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
  const user = await tx.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { memberships: { select: { teamId: true }, orderBy: { createdAt: "asc" }, take: 1 } },
  });
  const teamId = user?.memberships[0]?.teamId;
  if (!teamId) throw new AppError("forbidden", "account-disabled");
  await tx.user.updateMany({ where: { id: userId }, data: { passwordHash } });
  await tx.session.deleteMany({
    where: { userId, ...(keepSessionId && { id: { not: keepSessionId } }) },
  });
  await tx.mailToken.updateMany({
    where: { userId, purpose: "reset", usedAt: null },
    data: { usedAt: now },
  });
  await recordEvent(tx, {
    type: "account.password-changed",
    teamId,
    userId,
    data: {},
    at: now,
  });
}
