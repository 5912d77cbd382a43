import type { Tx } from "@/lib/db";

/**
 * Ends the sessions of a person, all or all but one, and with them every way into the account that
 * was begun before: second steps that wait for a factor, and a change of address not opened yet.
 * Answers how many sessions ended.
 */
export async function endSessions(
  tx: Tx,
  facts: { readonly userId: string; readonly keepSessionId: string | null; readonly now: Date },
): Promise<number> {
  const { userId, keepSessionId, now } = facts;
  await tx.secondStep.deleteMany({ where: { userId } });
  await tx.emailChange.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
  const { count } = await tx.session.deleteMany({
    where: { userId, ...(keepSessionId && { id: { not: keepSessionId } }) },
  });
  return count;
}
