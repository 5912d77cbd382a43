import { billedPerHour } from "@/lib/costs/billed-per-hour";
import { CUT_DAYS, firstPlaceOf, sumByDay, sumSince } from "@/lib/costs/fold-cells";
import { forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { readCells } from "@/lib/costs/read-cells";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { lastDaysIn, restOfMonth } from "@/lib/costs/zone-days";
import type { Tx } from "@/lib/db";
import { microsToDecimal } from "@/lib/money";
import type { SpendView } from "@/lib/overview/types";

const DAYS_SHOWN = 7;

/**
 * What a team's machines cost today, this week, this month and on each of the last days, and what
 * the month will have cost: the same sums as on the page of costs. Days are those of the team's time
 * zone; `tx` is of `atOneMomentInTeam`.
 */
export async function readSpend(tx: Tx, teamId: string, now: Date): Promise<SpendView> {
  const timeZone = await timeZoneOf(tx, teamId);
  const days = lastDaysIn(now, timeZone, CUT_DAYS);
  const cuts = [...days.map(({ from }) => from), now];
  const cells = await readCells(tx, teamId, { timeZone, cuts });
  const spent = (period: "today" | "week" | "month") => sumSince(cells, firstPlaceOf(period, days));
  const perHour = await billedPerHour(tx, teamId);
  const byDay = sumByDay(cells, days);
  const forecast = forecastMonth({
    spent: spent("month"),
    perHour,
    wholeDays: wholeDaysOf(byDay.slice(0, -1).map(({ micros }) => micros)),
    ...restOfMonth(now, timeZone),
  });
  return {
    timeZone,
    today: microsToDecimal(spent("today")),
    week: microsToDecimal(spent("week")),
    month: microsToDecimal(spent("month")),
    forecast: microsToDecimal(forecast),
    days: byDay
      .map(({ day, micros }) => ({ day, amount: microsToDecimal(micros) }))
      .slice(-DAYS_SHOWN),
  };
}
