import { sweepIdle } from "@/lib/deployments/idle/sweep-idle";
import { enqueue } from "@/lib/jobs/enqueue";
import type { Handler } from "@/workers/handlers/handler";

/** Keeps idle rules, and wakes the engine for machines that are to be stopped. */
export const idleSweep: Handler<"idle.sweep"> = async () => {
  for (const deploymentId of await sweepIdle()) {
    await enqueue("operations.run", { deploymentId });
  }
};
