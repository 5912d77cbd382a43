import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { renameInput } from "@/lib/deployments/schema";
import { deploymentView } from "@/lib/deployments/types";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Gives a deployment another name; the provider's machine keeps its own. */
export const rename = defineVerb({
  name: "deployments.rename",
  input: renameInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ deploymentId, name }) => ({ target: deploymentId, details: { name } }),
  async run({ tx, scope, now }, { deploymentId, name }) {
    await lockDeployment(tx, scope.team.id, deploymentId);
    await tx.deployment.update({ where: { id: deploymentId }, data: { name } });
    return readView(tx, deploymentId, now);
  },
});
