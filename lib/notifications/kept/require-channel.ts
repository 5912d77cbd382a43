import { roleMay } from "@/lib/auth/permissions";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** What of a channel the application may read: all but where it leads. */
export const channelColumns = {
  id: true,
  teamId: true,
  userId: true,
  kind: true,
  name: true,
  shown: true,
  state: true,
  stateReason: true,
  mutedUntil: true,
  createdAt: true,
} as const;

/**
 * A channel that the person may change: their own, or one of the team's for those who manage it.
 * Throws `not-found: channel-unknown` for any other, and `forbidden` for one of the team's.
 */
export async function requireChannel(tx: Tx, scope: TeamScope, id: string) {
  const { userId } = personOfScope(scope);
  const row = await tx.notificationChannel.findFirst({
    where: { id, teamId: scope.team.id, OR: [{ userId }, { userId: null }] },
    select: channelColumns,
  });
  if (!row) throw new AppError("not-found", "channel-unknown");
  if (row.userId === null) requireManager(scope);
  return row;
}

/** The team's channels are changed by those who manage its keys. */
function requireManager({ team }: TeamScope): void {
  if (!roleMay(team.role, "keys.write")) throw new AppError("forbidden");
}
