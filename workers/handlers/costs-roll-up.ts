import { clock } from "@/lib/clock";
import { rollUpCosts } from "@/lib/costs/roll-up";
import type { Handler } from "@/workers/handlers/handler";

/** Rolls teams' costs up by day. */
export const costsRollUp: Handler<"costs.roll-up"> = async () => {
  await rollUpCosts(clock.now());
};
