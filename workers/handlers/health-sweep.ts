import { settleBills } from "@/lib/costs/settle-bills";
import { calmDown } from "@/lib/health/calm-down";
import { followAccounts } from "@/lib/health/follow-accounts";
import { sweepHealth } from "@/lib/health/sweep";
import type { Handler } from "@/workers/handlers/handler";

/** Looks at every account that is due and writes what the providers say, of machines and money. */
export const healthSweep: Handler<"health.sweep"> = async () => {
  await sweepHealth();
  await followAccounts();
  await calmDown();
  await settleBills();
};
