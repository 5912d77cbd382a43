import { roleMay } from "@/lib/auth/permissions";
import { personOfScope } from "@/lib/auth/scope";
import { recordEvent } from "@/lib/events/record-event";
import { defineVerb } from "@/lib/verbs/define-verb";
import { findOther, holdMembers } from "./hold-members";
import { endInvitesOf } from "./invites";
import { changeRoleInput } from "./schema";

/**
 * Gives a member another role and tells them; the owner's is handed over instead. Who may not invite
 * any more, whose invitations end.
 */
export const changeRole = defineVerb({
  name: "members.change-role",
  input: changeRoleInput,
  output: changeRoleInput,
  permission: "members.write",
  feature: "members",
  audit: ({ memberId, role }) => ({ target: memberId, details: { role } }),
  async run({ tx, scope, now, wake }, { memberId, role }) {
    const { teamId } = await holdMembers(tx, scope, "members.write");
    const { userId, role: before } = await findOther(tx, { teamId, memberId });
    await tx.membership.updateMany({ where: { id: memberId, teamId }, data: { role } });
    if (!roleMay(role, "members.write")) await endInvitesOf(tx, { teamId, userId, now });
    if (role === before || userId === personOfScope(scope).userId) return { memberId, role };
    const data = { role };
    await recordEvent(tx, { type: "members.role-changed", teamId, userId, data, at: now });
    wake("notifications.fan-out", {});
    return { memberId, role };
  },
});
