import { teamRuleInput } from "@/lib/deployments/idle/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Sets the idle rule of all machines of the team that have none of their own. */
export const setTeamRule = defineVerb({
  name: "idle.set-team-rule",
  input: teamRuleInput,
  output: teamRuleInput,
  permission: "members.write",
  feature: "monitoring",
  audit: ({ rule }) => ({ details: { ...rule } }),
  async run({ tx, scope }, { rule }) {
    const { act: idleAct, minutes: idleMinutes } = rule;
    const id = scope.team.id;
    const { count } = await tx.team.updateMany({
      where: { id, NOT: { idleAct, idleMinutes } },
      data: { idleAct, idleMinutes },
    });
    // Another rule speaks anew of machines that do nothing already.
    if (count > 0) {
      await tx.deployment.updateMany({
        where: { teamId: id, idleAct: null, idleToldSince: { not: null } },
        data: { idleToldSince: null },
      });
    }
    return { rule };
  },
});
