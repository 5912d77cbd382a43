import { listBudgets } from "@/lib/budgets/queries";
import type { BudgetsView } from "@/lib/budgets/schema";
import { liveAnswer } from "../live-answer";

/** The team's budgets with how each stands this month. */
export function GET(): Promise<Response> {
  return liveAnswer<BudgetsView>(listBudgets);
}
