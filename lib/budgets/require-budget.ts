import { monthIn } from "@/lib/budgets/month";
import { type Reserving, reservationOf } from "@/lib/budgets/reservation";
import { coverings } from "@/lib/budgets/schema";
import { readTeamMonth, spendingOf } from "@/lib/budgets/spending";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type Micros, microsToDecimal } from "@/lib/money";

/**
 * Holds a team's budgets until the transaction ends, so that two launches at once cannot both take
 * what is left. Taken before any machine's row, by everybody who begins or prolongs something.
 */
export async function holdBudgets(tx: Tx, teamId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM budget WHERE team_id = ${teamId} AND holds ORDER BY id FOR NO KEY UPDATE`;
}

/** What would begin or go on longer. */
export interface BudgetAsked {
  readonly now: Date;
  readonly projectId: string;
  /** `null`: it is not there yet. */
  readonly deploymentId: string | null;
  /** How it is to stand from now on. */
  readonly reserving: Reserving;
  /** How it stands now; left out where it is not there yet. */
  readonly before?: Reserving;
}

/**
 * Refuses with `budget-reached` what could cost more than a budget that holds has left: what the
 * month has cost, what runs may still cost, and what is asked for. The budgets are held already.
 */
export async function requireBudget(tx: Tx, teamId: string, asked: BudgetAsked): Promise<void> {
  const budgets = await holding(tx, teamId, asked);
  if (budgets.length === 0) return;
  const { now, reserving, before } = asked;
  const month = monthIn(now, await timeZoneOf(tx, teamId));
  const rest = { now, until: month.until };
  const more = reservationOf(reserving, rest) - (before ? reservationOf(before, rest) : 0n);
  if (more <= 0n) return;
  const teamMonth = await readTeamMonth(tx, teamId, { month, now });
  for (const { monthMicros, ...budget } of budgets) {
    const covers = coverings.find((one) => one === budget.covers) ?? "team";
    const { spent, reserved } = spendingOf(teamMonth, { covers, coveredId: budget.coveredId });
    const left = monthMicros - spent - reserved;
    if (more > left)
      throw new AppError("conflict", "budget-reached", valuesOf({ left, more, reserving }));
  }
}

function holding(tx: Tx, teamId: string, { projectId, deploymentId }: BudgetAsked) {
  return tx.budget.findMany({
    where: {
      teamId,
      holds: true,
      OR: [
        { covers: "team" },
        { covers: "project", coveredId: projectId },
        ...(deploymentId === null ? [] : [{ covers: "deployment", coveredId: deploymentId }]),
      ],
    },
    orderBy: { id: "asc" },
  });
}

/** What is needed is rounded up, so that it never reads like what is left. */
const ALMOST_A_CENT: Micros = 9_999n;

/** Money in whole cents; hours that would fit, to a tenth, rounded down. */
function valuesOf({ left, more, reserving }: { left: Micros; more: Micros; reserving: Reserving }) {
  const free = left > 0n ? left : 0n;
  const { perHour } = reserving;
  const hours = perHour > 0n ? Math.floor(Number((free * 10n) / perHour)) / 10 : 0;
  return {
    values: { left: cents(free), needed: cents(more + ALMOST_A_CENT), hours: String(hours) },
  };
}

function cents(micros: Micros): string {
  const [whole = "0", fraction = ""] = microsToDecimal(micros).split(".");
  return `${whole}.${fraction.slice(0, 2).padEnd(2, "0")}`;
}
