import { type BudgetView, coverings } from "@/lib/budgets/schema";
import type { Budget } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";

/** A stored budget as people see it. */
export function toBudgetView(row: Budget): BudgetView {
  return {
    id: row.id,
    covers: coverings.find((one) => one === row.covers) ?? "team",
    coveredId: row.coveredId,
    monthly: microsToDecimal(row.monthMicros),
    warnAt: row.warnAt,
    holds: row.holds,
  };
}
