import { clock } from "@/lib/clock";
import { rollUpPrices } from "@/lib/history/roll-up";
import type { Handler } from "@/workers/handlers/handler";

/** Rolls price points up by day and thins the old ones. */
export const pricesRollUp: Handler<"prices.roll-up"> = async () => {
  await rollUpPrices(clock.now());
};
