import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { machineRuleInput } from "@/lib/deployments/idle/schema";
import { stopTrouble } from "@/lib/deployments/lease";
import { noPowers } from "@/lib/deployments/states";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import { findProviderMeta } from "@/lib/providers/meta";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Gives a machine an idle rule of its own, or the team's again. Refusals: `lease-cannot-stop` and
 * `lease-stop-saves-nothing` for a rule that stops it where that is not possible or saves nothing.
 */
export const setMachineRule = defineVerb({
  name: "idle.set-machine-rule",
  input: machineRuleInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "monitoring",
  audit: ({ deploymentId, rule }) => ({
    target: deploymentId,
    details: { act: rule?.act ?? "team", minutes: rule?.minutes ?? null },
  }),
  async run({ tx, scope, now }, { deploymentId, rule }) {
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    const capabilities = findProviderMeta(row.providerId)?.capabilities;
    const trouble = rule?.act === "stop" ? stopTrouble(capabilities ?? noPowers) : null;
    if (trouble) throw new AppError("conflict", trouble);
    await tx.deployment.update({
      where: { id: row.id },
      data: {
        idleAct: rule?.act ?? null,
        idleMinutes: rule?.minutes ?? null,
        idleToldSince: null,
      },
    });
    return readView(tx, row.id, now);
  },
});
