import { sweepHealth } from "@/lib/health/sweep";
import type { Handler } from "@/workers/handlers/handler";

/** Looks at every account that is due and writes what the providers say. */
export const healthSweep: Handler<"health.sweep"> = async () => {
  await sweepHealth();
};
