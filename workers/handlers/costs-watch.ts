import { tellForecasts } from "@/lib/budgets/tell-forecasts";
import { clock } from "@/lib/clock";
import { tellDearDays } from "@/lib/costs/tell-dear-days";
import type { Handler } from "@/workers/handlers/handler";

/** Tells teams of days that cost clearly more than usual, and of budgets that the month will pass. */
export const costsWatch: Handler<"costs.watch"> = async () => {
  await tellDearDays(clock.now());
  await tellForecasts(clock.now());
};
