import { budgetView, removeBudgetInput } from "@/lib/budgets/schema";
import { toBudgetView } from "@/lib/budgets/to-budget-view";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Takes a budget away; the answer is what it was, so that it can be set again. */
export const removeBudget = defineVerb({
  name: "budgets.remove",
  input: removeBudgetInput,
  output: budgetView,
  permission: "billing.write",
  feature: "deployments",
  audit: ({ budgetId }) => ({ target: budgetId }),
  async run({ tx, scope }, { budgetId }) {
    const where = { id: budgetId, teamId: scope.team.id };
    const row = await tx.budget.findFirst({ where });
    if (!row) throw new AppError("not-found", "budget-unknown");
    await tx.budget.deleteMany({ where });
    return toBudgetView(row);
  },
});
