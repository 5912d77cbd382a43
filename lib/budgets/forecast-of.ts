import { type Covered, spendingOf, type TeamMonth } from "@/lib/budgets/spending";
import { type CostCell, CUT_DAYS, sumByDay } from "@/lib/costs/fold-cells";
import { basisOf, forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { readCells } from "@/lib/costs/read-cells";
import { lastDaysIn, restOfMonth, type ZoneDay } from "@/lib/costs/zone-days";
import type { Tx } from "@/lib/db";
import type { Micros } from "@/lib/money";

/** Fewer whole days say too little of the month to warn anybody. */
const LEAST_DAYS = 3;

/** What a team's last days cost, part by part. */
export interface LastDays {
  readonly timeZone: string;
  readonly days: readonly ZoneDay[];
  readonly cells: readonly CostCell[];
}

/** Reads them; `tx` is of `atOneMomentInTeam`. */
export async function readLastDays(
  tx: Tx,
  teamId: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Promise<LastDays> {
  const days = lastDaysIn(now, timeZone, CUT_DAYS);
  const cuts = [...days.map(({ from }) => from), now];
  return { timeZone, days, cells: await readCells(tx, teamId, { timeZone, cuts }) };
}

/**
 * What the month will have cost of what a budget covers: of the team or a project as the page of costs
 * foresees it, by its last whole days; of one machine what it cost and, left as it is, still may. `null`
 * where too few days are known. Pure.
 */
export function forecastOf(month: TeamMonth, last: LastDays, covered: Covered): Micros | null {
  const { spent, reserved } = spendingOf(month, covered);
  if (covered.covers === "deployment") return spent + reserved;
  const own = last.cells.filter(
    ({ projectId }) => covered.covers === "team" || projectId === covered.coveredId,
  );
  const byDay = sumByDay(own, last.days).map(({ micros }) => micros);
  const wholeDays = wholeDaysOf(byDay.slice(0, -1));
  if (basisOf(wholeDays) < LEAST_DAYS) return null;
  const perHour = perHourOf(month, covered);
  return forecastMonth({ spent, perHour, wholeDays, ...restOfMonth(month.now, last.timeZone) });
}

/** What is billed an hour now; volumes belong to the team alone. */
function perHourOf({ machines, storage }: TeamMonth, { covers, coveredId }: Covered): Micros {
  return machines
    .filter(({ projectId }) => covers === "team" || projectId === coveredId)
    .reduce((sum, { openRate }) => sum + openRate, covers === "team" ? storage.perHour : 0n);
}
