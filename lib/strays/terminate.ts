import { readView } from "@/lib/deployments/change-wish";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { decide } from "./decide";
import { endStrayInput } from "./schema";
import { takeOver } from "./take-over";

/**
 * Ends a machine nobody owns: it becomes a deployment that is wanted gone, so that the ordinary
 * delete sees it through. Refusals: `name-differs`, `stray-not-found`, `stray-decided`,
 * `key-refused`.
 */
export const terminateStray = defineVerb({
  name: "strays.terminate",
  input: endStrayInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ strayId }, { id }) => ({ target: id, details: { strayId } }),
  async run({ tx, scope, now, wake }, { strayId, name }) {
    const stray = await decide(tx, scope, { strayId, decision: "terminated", now });
    if (name !== (stray.name ?? stray.providerInstanceId)) {
      throw new AppError("invalid", "invalid", { fields: { name: "name-differs" } });
    }
    const { id } = await takeOver(tx, scope, {
      stray,
      status: "running",
      desired: "deleted",
      isSettled: false,
      now,
    });
    wake("operations.run", { deploymentId: id });
    return readView(tx, id, now);
  },
});
