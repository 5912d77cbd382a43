import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { lookSoon } from "@/lib/deployments/checks/look-soon";
import { trustHostKeyInput } from "@/lib/deployments/schema";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import { fingerprintOfLine } from "@/lib/ssh/fingerprint";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Takes the other host key that a machine showed for its own from now on. The person names it by the
 * fingerprint they saw; refusal `host-key-moved` where it shows yet another one by now.
 */
export const trustHostKey = defineVerb({
  name: "deployments.trust-host-key",
  input: trustHostKeyInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ deploymentId, fingerprint }) => ({ target: deploymentId, details: { fingerprint } }),
  async run({ tx, scope, now }, { deploymentId, fingerprint }) {
    const { id, hostKeyShown: shown } = await lockDeployment(tx, scope.team.id, deploymentId);
    if (shown === null || fingerprintOfLine(shown) !== fingerprint) {
      throw new AppError("conflict", "host-key-moved");
    }
    await tx.deployment.update({ where: { id }, data: { hostKey: shown, hostKeyShown: null } });
    await lookSoon(tx, id, now);
    return readView(tx, id, now);
  },
});
