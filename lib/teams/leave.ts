import { teamScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { findOther, holdMembers } from "./hold-members";
import { letGo } from "./let-go";
import { teamIdInput } from "./schema";

/** Leaves the team one works in, which is named, in any tier. The owner hands it over first. */
export const leaveTeam = defineAccountVerb({
  name: "members.leave",
  input: teamIdInput,
  output: teamIdInput,
  permission: "members.read",
  feature: null,
  audit: (_input, { teamId }) => ({ target: teamId, teamId }),
  async run({ tx, scope, now }, input) {
    if (input.teamId !== scope.team?.id) throw new AppError("conflict", "other-team");
    const { teamId, userId } = await holdMembers(tx, teamScope(scope), "members.read");
    const own = await tx.membership.findUnique({ where: { teamId_userId: { teamId, userId } } });
    if (!own) throw new AppError("forbidden");
    await findOther(tx, { teamId, memberId: own.id });
    await letGo(tx, { teamId, userId, now });
    return { teamId };
  },
});
