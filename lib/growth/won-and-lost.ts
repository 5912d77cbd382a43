import type { Tx } from "@/lib/db";
import { addDays, dayOf, daysBetween, startOfDay } from "@/lib/history/days";
import { isKept } from "./kept-invoices";

/** Longer than a payment is tried again, so that one that comes late is no team lost. */
const RECOUNTED_DAYS = 35;

/** Teams that came and went on a day, by what their kept invoices pay for. */
export interface DayOfTeams {
  readonly day: string;
  /** Paying at its end and not at its beginning. */
  readonly won: number;
  /** Paying at its beginning and not at its end. */
  readonly lost: number;
  /** Paying at its end. */
  readonly paying: number;
}

/**
 * Counts the teams won and lost on each of the last 35 days, today so far included. A payment that
 * came late covers its whole period, so earlier days are counted anew with it.
 */
export async function teamsWonAndLost(tx: Tx, now: Date): Promise<DayOfTeams[]> {
  const today = dayOf(now);
  const days = daysBetween(addDays(today, 1 - RECOUNTED_DAYS), today);
  const moments = [...days.map(startOfDay), now];
  const rows = await tx.$queryRaw<{ index: number; won: number; lost: number; paying: number }[]>`
    WITH moment AS (
      SELECT at, n::int - 1 AS n FROM unnest(${moments}::timestamptz[]) WITH ORDINALITY AS m(at, n)
    ), paying AS (
      SELECT DISTINCT m.n, i.team_id FROM moment m
      JOIN billing_invoice i ON i.covers_from <= m.at AND i.covers_to > m.at
      WHERE ${isKept}
    ), opening AS (
      SELECT n, team_id FROM paying
    ), closing AS (
      SELECT n - 1 AS n, team_id FROM paying
    )
    SELECT n AS index,
      count(*) FILTER (WHERE opening.team_id IS NULL)::int AS won,
      count(*) FILTER (WHERE closing.team_id IS NULL)::int AS lost,
      count(closing.team_id)::int AS paying
    FROM opening FULL JOIN closing USING (n, team_id) GROUP BY n`;
  return days.map((day, index) => {
    const row = rows.find((one) => one.index === index);
    return { day, won: row?.won ?? 0, lost: row?.lost ?? 0, paying: row?.paying ?? 0 };
  });
}
