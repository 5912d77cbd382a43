import type { ActionResult } from "@/lib/actions/types";
import type { PaidTier } from "@/lib/billing/plans";
import type { BudgetInput, BudgetView } from "@/lib/budgets/schema";

export interface BudgetActs {
  readonly set: (input: BudgetInput) => Promise<ActionResult<BudgetView>>;
  readonly remove: (input: { budgetId: string }) => Promise<ActionResult<BudgetView>>;
  /** The tier that has budgets, where the team's own has not. */
  readonly lockedTo: PaidTier | null;
}
