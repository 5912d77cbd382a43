import { roleMay } from "@/lib/auth/permissions";
import { defineVerb } from "@/lib/verbs/define-verb";
import { findOther, holdMembers } from "./hold-members";
import { endInvitesOf } from "./invites";
import { changeRoleInput } from "./schema";

/** Gives a member another role; the owner's is handed over instead. Who may not invite any more, whose invitations end. */
export const changeRole = defineVerb({
  name: "members.change-role",
  input: changeRoleInput,
  output: changeRoleInput,
  permission: "members.write",
  feature: "members",
  audit: ({ memberId, role }) => ({ target: memberId, details: { role } }),
  async run({ tx, scope, now }, { memberId, role }) {
    const { teamId } = await holdMembers(tx, scope, "members.write");
    const { userId } = await findOther(tx, { teamId, memberId });
    await tx.membership.updateMany({ where: { id: memberId, teamId }, data: { role } });
    if (!roleMay(role, "members.write")) await endInvitesOf(tx, { teamId, userId, now });
    return { memberId, role };
  },
});
