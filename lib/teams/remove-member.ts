import { teamScope } from "@/lib/auth/scope";
import { recordEvent } from "@/lib/events/record-event";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { findOther, holdMembers } from "./hold-members";
import { letGo } from "./let-go";
import { memberIdInput } from "./schema";

/** Takes somebody out of the team, in any tier. What they started stays the team's. */
export const removeMember = defineAccountVerb({
  name: "members.remove",
  input: memberIdInput,
  output: memberIdInput,
  permission: "members.write",
  feature: null,
  audit: ({ memberId }) => ({ target: memberId }),
  async run({ tx, scope, now, wake }, { memberId }) {
    const { teamId } = await holdMembers(tx, teamScope(scope), "members.write");
    const { userId } = await findOther(tx, { teamId, memberId });
    await letGo(tx, { teamId, userId, now });
    await recordEvent(tx, { type: "members.removed", teamId, userId, data: {}, at: now });
    wake("notifications.fan-out", {});
    return { memberId };
  },
});
