import { forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { restOfMonth } from "@/lib/costs/zone-days";
import type { Tx } from "@/lib/db";
import type { Window } from "@/lib/growth/windows";
import { type Micros, microsToDecimal } from "@/lib/money";
import { spansAt } from "@/lib/overview/spans";
import type { SpendView } from "@/lib/overview/types";

const DAYS_SHOWN = 7;

/**
 * What a team's machines cost today, this week, this month and on each of the last days, by the
 * ledger's rates up to now, and what the month will have cost. Days are those of the team's time zone.
 */
export async function readSpend(
  tx: Tx,
  teamId: string,
  { now, perHour }: { readonly now: Date; readonly perHour: Micros },
): Promise<SpendView> {
  const timeZone = await timeZoneOf(tx, teamId);
  const { today, week, month, days } = spansAt(now, timeZone);
  const spans = [today, week, month, ...days];
  const [forToday = 0n, forWeek = 0n, forMonth = 0n, ...forDays] = await sumUp(tx, teamId, spans);
  const forecast = forecastMonth({
    spent: forMonth,
    perHour,
    wholeDays: wholeDaysOf(forDays.slice(0, -1)),
    ...restOfMonth(now, timeZone),
  });
  return {
    timeZone,
    today: microsToDecimal(forToday),
    week: microsToDecimal(forWeek),
    month: microsToDecimal(forMonth),
    forecast: microsToDecimal(forecast),
    days: days
      .map(({ day }, index) => ({ day, amount: microsToDecimal(forDays[index] ?? 0n) }))
      .slice(-DAYS_SHOWN),
  };
}

/** Rate times time within each span, rounded once for each span; in the order of the spans. */
async function sumUp(tx: Tx, teamId: string, spans: readonly Window[]): Promise<Micros[]> {
  const from = spans.map((span) => span.from);
  const to = spans.map((span) => span.to);
  const oldest = new Date(Math.min(...from.map((at) => at.getTime())));
  const rows = await tx.$queryRaw<{ place: number; micros: string }[]>`
    WITH recent AS MATERIALIZED (
      SELECT rate_per_hour_micros AS rate, from_at, to_at FROM usage_segment
      WHERE team_id = ${teamId} AND (to_at IS NULL OR to_at > ${oldest}))
    SELECT span.place::int AS place, round(sum(recent.rate * EXTRACT(EPOCH FROM
        LEAST(COALESCE(recent.to_at, span.until), span.until)
        - GREATEST(recent.from_at, span.since)) / 3600))::text AS micros
    FROM unnest(${from}::timestamptz[], ${to}::timestamptz[])
      WITH ORDINALITY AS span(since, until, place)
    JOIN recent ON recent.from_at < span.until
      AND (recent.to_at IS NULL OR recent.to_at > span.since)
    GROUP BY span.place`;
  const sums = new Map(rows.map(({ place, micros }) => [place, BigInt(micros)]));
  return spans.map((_, index) => sums.get(index + 1) ?? 0n);
}
