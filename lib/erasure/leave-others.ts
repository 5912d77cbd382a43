import { asAccounts, type Tx } from "@/lib/db";
import { endInvitesOf } from "@/lib/teams/invites";
import { lockSeats } from "@/lib/teams/seats";

/** Leaves every team that goes on without the person; `teamIds` are those that do not. */
export async function leaveOthers(
  userId: string,
  { teamIds, now }: { readonly teamIds: readonly string[]; readonly now: Date },
): Promise<void> {
  await asAccounts(async (tx) => {
    const rows = await tx.membership.findMany({
      where: { userId, teamId: { notIn: [...teamIds] } },
      select: { teamId: true },
    });
    for (const teamId of rows.map((row) => row.teamId).toSorted()) {
      await leave(tx, { teamId, userId, now });
    }
  });
}

async function leave(
  tx: Tx,
  member: { readonly teamId: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  const { teamId, userId } = member;
  await lockSeats(tx, teamId);
  await tx.membership.deleteMany({ where: { teamId, userId } });
  await tx.priceAlert.deleteMany({ where: { teamId, userId } });
  await tx.savedView.deleteMany({ where: { teamId, userId } });
  await endInvitesOf(tx, member);
}
