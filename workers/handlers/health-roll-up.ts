import { clock } from "@/lib/clock";
import { rollUpHealth } from "@/lib/health/roll-up";
import type { Handler } from "@/workers/handlers/handler";

/** Rolls rounds of probes up by the hour and drops old ones. */
export const healthRollUp: Handler<"health.roll-up"> = async () => {
  await rollUpHealth(clock.now());
};
