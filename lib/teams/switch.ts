import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { teamIdInput } from "./schema";

/** Goes on in another of one's teams, in this browser alone. */
export const switchTeam = defineAccountVerb({
  name: "team.switch",
  input: teamIdInput,
  output: teamIdInput,
  permission: "self",
  feature: null,
  audit: (_input, { teamId }) => ({ target: teamId, teamId }),
  async run({ tx, scope }, { teamId }) {
    const { userId, sessionId } = personOfScope(scope);
    const own = await tx.membership.findUnique({ where: { teamId_userId: { teamId, userId } } });
    if (!own) throw new AppError("not-found", "team-unknown");
    await tx.session.updateMany({ where: { id: sessionId ?? "", userId }, data: { teamId } });
    return { teamId };
  },
});
