import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { holdMembers } from "./hold-members";
import { unanswered } from "./invites";
import { inviteIdInput } from "./schema";

/** Withdraws an invitation nobody answered; its link stops working at once. */
export const revokeInvite = defineVerb({
  name: "members.revoke-invite",
  input: inviteIdInput,
  output: inviteIdInput,
  permission: "members.write",
  feature: null,
  audit: ({ inviteId }) => ({ target: inviteId }),
  async run({ tx, scope, now }, { inviteId }) {
    const { teamId } = await holdMembers(tx, scope, "members.write");
    const { count } = await tx.teamInvite.updateMany({
      where: { id: inviteId, teamId, ...unanswered },
      data: { revokedAt: now },
    });
    if (count === 0) throw new AppError("not-found", "invite-unknown");
    return { inviteId };
  },
});
