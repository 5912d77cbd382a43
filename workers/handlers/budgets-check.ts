import { checkBudgets } from "@/lib/budgets/check-budgets";
import { clock } from "@/lib/clock";
import type { Handler } from "@/workers/handlers/handler";

/** Tells people how much of their budgets is spent. */
export const budgetsCheck: Handler<"budgets.check"> = async () => {
  await checkBudgets(clock.now());
};
