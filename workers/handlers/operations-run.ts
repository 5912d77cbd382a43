import { clock } from "@/lib/clock";
import { bringForward, type NextLook } from "@/lib/engine/bring-forward";
import { enqueue } from "@/lib/jobs/enqueue";
import type { Handler } from "@/workers/handlers/handler";

/** Brings one deployment forward and comes back when it has waited enough. */
export const operationsRun: Handler<"operations.run"> = async ({ deploymentId }) => {
  const look = await bringForward(deploymentId);
  if (look) await comeBack(look);
};

/** One wake per deployment and moment; without it the next sweep would find the row. */
export function comeBack({ deploymentId, at }: NextLook): Promise<void> {
  const delayMs = Math.max(1, at.getTime() - clock.now().getTime() + 5);
  const jobId = `look-${deploymentId}-${at.getTime()}`;
  return enqueue("operations.run", { deploymentId }, { jobId, delayMs });
}
