import { enqueue } from "@/lib/jobs/enqueue";
import { sweepRepairs } from "@/lib/repair/sweep";
import type { Handler } from "@/workers/handlers/handler";

/** Looks at machines that are unwell and wakes the engine where something is to be done. */
export const repairSweep: Handler<"repair.sweep"> = async () => {
  for (const deploymentId of await sweepRepairs())
    await enqueue("operations.run", { deploymentId });
};
