import { inTeamWithin, type Tx } from "@/lib/db";
import { createTeamOfOne, teamNameOf } from "./create-team-of-one";
import { dropOwnThings } from "./drop-own-things";
import { endInvitesOf } from "./invites";

/**
 * Ends a membership with all that hangs on it: price alerts in that team, what they kept there for
 * themselves alone, and invitations sent for it. Sessions find another team by themselves; somebody left without one gets
 * a new team of one.
 */
export async function letGo(
  tx: Tx,
  facts: { readonly teamId: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  const { teamId, userId, now } = facts;
  // Two teams letting the same person go at once must see each other's end.
  await tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId} FOR UPDATE`;
  await tx.membership.deleteMany({ where: { teamId, userId } });
  await tx.priceAlert.deleteMany({ where: { teamId, userId } });
  await inTeamWithin(tx, teamId, () => dropOwnThings(tx, { teamId, userId }));
  await endInvitesOf(tx, facts);
  if ((await tx.membership.count({ where: { userId } })) > 0) return;
  const { name, email } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true },
  });
  await createTeamOfOne(tx, { userId, name: teamNameOf(email, name), now });
}
