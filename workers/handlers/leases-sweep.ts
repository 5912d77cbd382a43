import { sweepLeases } from "@/lib/deployments/sweep-leases";
import { enqueue } from "@/lib/jobs/enqueue";
import type { Handler } from "@/workers/handlers/handler";

/** Keeps leases: warns before their end, and wakes the engine for those that ended. */
export const leasesSweep: Handler<"leases.sweep"> = async () => {
  for (const deploymentId of await sweepLeases()) {
    await enqueue("operations.run", { deploymentId });
  }
};
