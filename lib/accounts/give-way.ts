import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/**
 * Takes away a sign-up that nobody verified, so that its address is free for whoever reads that
 * mailbox. Its team, which nobody was ever in, is left to the worker: wake `accounts.erase`. Throws
 * `email-taken` where it was verified a moment ago.
 */
export async function giveWay(
  tx: Tx,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<void> {
  const teams = await tx.membership.findMany({ where: { userId }, select: { teamId: true } });
  const teamIds = teams.map(({ teamId }) => teamId);
  const { count } = await tx.user.deleteMany({ where: { id: userId, emailVerifiedAt: null } });
  if (count === 0) throw new AppError("conflict", "email-taken");
  await tx.team.updateMany({ where: { id: { in: teamIds } }, data: { erasingSince: now } });
  await tx.accountErasure.createMany({ data: [{ userId, teamIds, state: "open", askedAt: now }] });
}
