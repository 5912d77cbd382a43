import { type BudgetInput, type BudgetView, warnSteps } from "@/lib/budgets/schema";

/** A budget as it would be asked for. Pure. */
export function again({ covers, coveredId, monthly, warnAt, holds }: BudgetView): BudgetInput {
  return {
    covers,
    ...(covers !== "team" && { coveredId }),
    monthly,
    warnAt: warnSteps.filter((step) => warnAt.includes(step)),
    holds,
  };
}
