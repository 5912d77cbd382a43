import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { monthIn } from "@/lib/budgets/month";
import type { BudgetsView, BudgetView } from "@/lib/budgets/schema";
import { readTeamMonth, spendingOf } from "@/lib/budgets/spending";
import { toBudgetView } from "@/lib/budgets/to-budget-view";
import { clock } from "@/lib/clock";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { inTeam } from "@/lib/db";
import { microsToDecimal } from "@/lib/money";
import { shareReads } from "@/lib/share-reads";

/** More machines than this are not offered to choose from. */
const MOST_OFFERED = 200;

/** The team's budgets with how each stands this month, and what more can be set for. */
export async function listBudgets(scope: TeamScope): Promise<BudgetsView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return shared(teamId, () => readBudgets(teamId));
}

const shared = shareReads<BudgetsView>();

function readBudgets(teamId: string): Promise<BudgetsView> {
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const timeZone = await timeZoneOf(tx, teamId);
    const month = monthIn(now, timeZone);
    const rows = await tx.budget.findMany({ where: { teamId }, orderBy: { createdAt: "asc" } });
    const projects = await tx.project.findMany({
      where: { teamId },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    const deployments = await tx.deployment.findMany({
      where: { teamId, endedAt: null },
      select: { id: true, name: true },
      orderBy: { createdAt: "desc" },
      take: MOST_OFFERED,
    });
    const covered = await tx.deployment.findMany({
      where: { teamId, id: { in: rows.map(({ coveredId }) => coveredId) } },
      select: { id: true, name: true },
    });
    const names = new Map([...projects, ...covered].map(({ id, name }) => [id, name]));
    const teamMonth = rows.length > 0 ? await readTeamMonth(tx, teamId, { month, now }) : null;
    const standing = (view: BudgetView) => {
      const { spent, reserved } = teamMonth
        ? spendingOf(teamMonth, view)
        : { spent: 0n, reserved: 0n };
      return {
        ...view,
        name: names.get(view.coveredId) ?? "",
        spent: microsToDecimal(spent),
        reserved: microsToDecimal(reserved),
      };
    };
    const budgets = rows.map((row) => standing(toBudgetView(row)));
    return { month: month.name, timeZone, budgets, projects, deployments };
  });
}
