import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";

/** Has the mail of an invitation sent, as from its sender. */
export async function tellInvited(
  tx: Tx,
  invite: {
    readonly id: string;
    readonly teamId: string;
    readonly role: string;
    readonly invitedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  const { id, teamId, role, invitedBy, now } = invite;
  const sender = await tx.user.findUniqueOrThrow({
    where: { id: invitedBy },
    select: { name: true, email: true },
  });
  await recordEvent(tx, {
    type: "members.invited",
    teamId,
    data: { inviteId: id, role, inviter: sender.name ?? "", inviterEmail: sender.email },
    at: now,
  });
}
