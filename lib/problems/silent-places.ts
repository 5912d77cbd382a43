import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import type { Problem } from "@/lib/problems/types";

/** Ended by itself, and not because somebody wanted it so. */
const byItself = ["blocked", "gone", "failing"];

/** Where a person would be told and is not: their own mail and channels, and those of the team. */
export async function silentPlaces(tx: Tx, scope: TeamScope): Promise<readonly Problem[]> {
  const { userId } = personOfScope(scope);
  const person = await tx.user.findFirst({
    where: { id: userId, mailEndedAt: { not: null } },
    select: { email: true, mailEndedAt: true, mailEndedWhy: true },
  });
  const channels = await tx.notificationChannel.findMany({
    where: {
      teamId: scope.team.id,
      OR: [{ userId }, { userId: null }],
      state: "disabled",
      stateReason: { in: byItself },
    },
    select: { id: true, name: true, createdAt: true, endedAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const silent = channels.map(({ id, name, createdAt, endedAt }): Problem => {
    const since = (endedAt ?? createdAt).toISOString();
    return { kind: "channel-ended", channelId: id, name, since };
  });
  if (!person?.mailEndedAt) return silent;
  const { email, mailEndedAt, mailEndedWhy } = person;
  const why = mailEndedWhy === "complained" ? "complained" : "bounced";
  return [{ kind: "mail-ended", email, why, since: mailEndedAt.toISOString() }, ...silent];
}
