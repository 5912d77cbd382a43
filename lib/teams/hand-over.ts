import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { defineVerb } from "@/lib/verbs/define-verb";
import { findOther, holdMembers } from "./hold-members";
import { handOverInput, memberIdInput } from "./schema";

/** Makes another member the owner, in any tier; who owned it becomes an admin. There is one owner always. */
export const handOver = defineVerb({
  name: "team.hand-over",
  input: handOverInput,
  output: memberIdInput,
  permission: "team.own",
  feature: null,
  fresh: true,
  audit: ({ memberId }) => ({ target: memberId }),
  async run({ tx, scope, now, wake }, { memberId, teamName }) {
    const { teamId, userId } = await holdMembers(tx, scope, "team.own");
    if (teamName.trim() !== scope.team.name) {
      throw new AppError("invalid", "name-differs", { fields: { teamName: "name-differs" } });
    }
    const heir = await findOther(tx, { teamId, memberId });
    const user = await tx.user.findUnique({
      where: { id: heir.userId, disabledAt: null },
      select: { email: true },
    });
    if (!user) throw new AppError("conflict", "member-disabled");
    await tx.membership.updateMany({ where: { teamId, userId }, data: { role: "admin" } });
    await tx.membership.updateMany({ where: { id: memberId, teamId }, data: { role: "owner" } });
    const { email } = user;
    await recordEvent(tx, { type: "team.handed-over", teamId, data: { email }, at: now });
    wake("notifications.fan-out", {});
    return { memberId };
  },
});
