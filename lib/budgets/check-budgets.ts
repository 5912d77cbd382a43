import { type Month, monthIn } from "@/lib/budgets/month";
import { nameOf } from "@/lib/budgets/name-of";
import { coverings } from "@/lib/budgets/schema";
import { readTeamMonth, spendingOf } from "@/lib/budgets/spending";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { asWorker, onceAsWorker, type Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Budget } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { type Micros, microsToDecimal } from "@/lib/money";

/**
 * Tells of every budget that reached a percent its owner wants to hear of: each percent once a month,
 * and of several reached at once the highest. A budget changed meanwhile tells anew. Answers how
 * many reached one.
 */
export async function checkBudgets(now: Date): Promise<number> {
  const teams = await onceAsWorker((db) =>
    db.budget.findMany({ distinct: ["teamId"], select: { teamId: true } }),
  );
  let told = 0;
  for (const { teamId } of teams) told += await checkSafely(teamId, now);
  return told;
}

/** Trouble with one team does not keep the others waiting. */
async function checkSafely(teamId: string, now: Date): Promise<number> {
  try {
    return await asWorker((tx) => checkTeam(tx, teamId, now));
  } catch (error) {
    log.error("budgets could not be checked", { teamId, error: String(error) });
    return 0;
  }
}

async function checkTeam(tx: Tx, teamId: string, now: Date): Promise<number> {
  const budgets = await tx.budget.findMany({ where: { teamId }, orderBy: { id: "asc" } });
  const month = monthIn(now, await timeZoneOf(tx, teamId));
  const teamMonth = await readTeamMonth(tx, teamId, { month, now });
  let told = 0;
  for (const budget of budgets) {
    const covers = coverings.find((one) => one === budget.covers) ?? "team";
    const { spent } = spendingOf(teamMonth, { covers, coveredId: budget.coveredId });
    const percent = budget.warnAt.filter((at) => hasReached(budget, spent, at)).at(-1);
    if (percent === undefined) continue;
    told += 1;
    await tell(tx, budget, { percent, spent, month, now });
  }
  return told;
}

/** Whether a percent of a budget is spent. Pure. */
function hasReached({ monthMicros }: Budget, spent: Micros, percent: number): boolean {
  return spent * 100n >= monthMicros * BigInt(percent);
}

interface Reached {
  readonly percent: number;
  readonly spent: Micros;
  readonly month: Month;
  readonly now: Date;
}

async function tell(tx: Tx, budget: Budget, { percent, spent, month, now }: Reached) {
  const { id, teamId, covers, monthMicros } = budget;
  await recordEvent(tx, {
    type: "budget.reached",
    teamId,
    data: {
      covers,
      name: await nameOf(tx, budget),
      percent: String(percent),
      spent: microsToDecimal(spent),
      monthly: microsToDecimal(monthMicros),
      holds: budget.holds ? "yes" : "no",
    },
    at: now,
    dedupeKey: `budget/${id}/${month.name}/${monthMicros}/${percent}`,
  });
}
