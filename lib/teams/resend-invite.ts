import { countTry } from "@/lib/auth/rate-limits";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { holdMembers } from "./hold-members";
import { inviteExpiry, unanswered } from "./invites";
import { inviteIdInput } from "./schema";
import { requireSeatToOffer } from "./seats";
import { tellInvited } from "./tell-invited";

/**
 * Sends an invitation's mail again, for another week from now; whoever does so is its sender from
 * then on. One that has run out needs a free seat again.
 */
export const resendInvite = defineVerb({
  name: "members.resend-invite",
  input: inviteIdInput,
  output: inviteIdInput,
  permission: "members.write",
  feature: "members",
  audit: ({ inviteId }) => ({ target: inviteId }),
  async prepare({ team }, { inviteId }) {
    const invite = await inTeam(team.id, (tx) =>
      tx.teamInvite.findFirst({ where: { id: inviteId, teamId: team.id } }),
    );
    if (!invite) throw new AppError("not-found", "invite-unknown");
    await countTry("invites", team.id);
    await countTry("mailbox", `invite ${invite.email}`);
  },
  async run({ tx, scope, now, wake }, { inviteId }) {
    const { teamId, userId } = await holdMembers(tx, scope, "members.write");
    const invite = await tx.teamInvite.findFirst({
      where: { id: inviteId, teamId, ...unanswered },
    });
    if (!invite) throw new AppError("not-found", "invite-unknown");
    if (invite.expiresAt <= now) await requireSeatToOffer(tx, { teamId, now });
    await tx.teamInvite.updateMany({
      where: { id: inviteId },
      data: { expiresAt: inviteExpiry(now), invitedBy: userId },
    });
    await tellInvited(tx, { ...invite, invitedBy: userId, now });
    wake("notifications.fan-out", {});
    return { inviteId };
  },
});
