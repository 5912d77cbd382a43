import type { TeamScope } from "@/lib/auth/scope";
import { type BudgetInput, budgetInput, budgetView } from "@/lib/budgets/schema";
import { toBudgetView } from "@/lib/budgets/to-budget-view";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { microsFromDecimal } from "@/lib/money";
import { defineVerb } from "@/lib/verbs/define-verb";

const MOST_BUDGETS = 100;

/**
 * Sets what the team, a project or a machine may cost in a month; set again, it is changed. Refusals:
 * `project-unknown`, `deployment-not-found`, `budgets-full`.
 */
export const setBudget = defineVerb({
  name: "budgets.set",
  input: budgetInput,
  output: budgetView,
  permission: "billing.write",
  feature: "budgets",
  audit: ({ covers, monthly, holds, warnAt }, { id }) => ({
    target: id,
    details: { covers, monthly, holds, warnAt: warnAt.join(",") },
  }),
  async run({ tx, scope, now }, input) {
    const teamId = scope.team.id;
    const coveredId = await requireCovered(tx, scope, input);
    const { covers, holds } = input;
    const data = {
      monthMicros: microsFromDecimal(input.monthly) ?? 0n,
      warnAt: [...new Set(input.warnAt)].sort((one, other) => one - other),
      holds,
    };
    const where = { teamId_covers_coveredId: { teamId, covers, coveredId } };
    const isNew = (await tx.budget.findUnique({ where })) === null;
    if (isNew && (await tx.budget.count({ where: { teamId } })) >= MOST_BUDGETS) {
      throw new AppError("conflict", "budgets-full", { values: { limit: MOST_BUDGETS } });
    }
    const createdBy = scope.actor.kind === "user" ? scope.actor.userId : null;
    const row = await tx.budget.upsert({
      where,
      create: { id: newId("bud"), teamId, covers, coveredId, createdBy, createdAt: now, ...data },
      update: data,
    });
    return toBudgetView(row);
  },
});

async function requireCovered(
  tx: Tx,
  { team }: TeamScope,
  { covers, coveredId = "" }: BudgetInput,
): Promise<string> {
  if (covers === "team") return team.id;
  const where = { id: coveredId, teamId: team.id };
  if (covers === "project") {
    if (await tx.project.findFirst({ where, select: { id: true } })) return coveredId;
    throw new AppError("not-found", "project-unknown");
  }
  const isThere = await tx.deployment.findFirst({
    where: { ...where, endedAt: null },
    select: { id: true },
  });
  if (!isThere) throw new AppError("not-found", "deployment-not-found");
  return coveredId;
}
