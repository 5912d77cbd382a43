import { giveUpWish } from "@/lib/deployments/steps/give-up-wish";
import { transition } from "@/lib/deployments/transition";
import type { Outcome, Work } from "@/lib/operations/work";
import { endAct } from "@/lib/repair/write-repair";

/**
 * Somebody stopped the machine at its provider while it was being repaired: that is what they want,
 * and nothing more is done about it.
 */
export function stoppedThere(work: Work): Outcome {
  const { deployment, operation, now } = work;
  return {
    kind: "end",
    state: "superseded",
    reason: "stopped-outside",
    write: async (tx) => {
      await endAct(tx, operation.id, { outcome: "given-up", at: now });
      await transition(tx, deployment.id, {
        to: "stopped",
        reason: "stopped-outside",
        cause: "provider",
        at: now,
      });
      await giveUpWish(tx, work, { desired: "stopped" });
    },
  };
}
