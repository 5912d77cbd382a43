import { settleBills } from "@/lib/costs/settle-bills";
import { sweepHealth } from "@/lib/health/sweep";
import type { Handler } from "@/workers/handlers/handler";

/** Looks at every account that is due and writes what the providers say, of machines and money. */
export const healthSweep: Handler<"health.sweep"> = async () => {
  await sweepHealth();
  await settleBills();
};
