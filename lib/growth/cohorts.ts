import type { Tx } from "@/lib/db";
import { dayOf } from "@/lib/history/days";
import { isKept } from "./kept-invoices";
import type { Point } from "./points";
import { weeksBefore } from "./windows";

const WEEKS = 12;

interface CohortRow {
  /** Places among the weeks, from 0. */
  readonly joined: number;
  readonly later: number;
  readonly size: number;
  readonly active: number;
  readonly paying: number;
}

/**
 * Teams by the week of their sign-up, and how many of them each whole week since were active (one
 * of their people did something, or a machine of theirs ran) and how many paid for its end. Keyed
 * `<Monday>+<weeks later>`; the last twelve whole weeks.
 */
export async function cohorts(tx: Tx, now: Date): Promise<Point[]> {
  const weeks = weeksBefore(now, WEEKS);
  const starts = weeks.map(({ from }) => from);
  const rows = await tx.$queryRaw<CohortRow[]>`
    WITH week AS (
      SELECT at AS starts, at + make_interval(days => 7) AS ends, n::int - 1 AS n
      FROM unnest(${starts}::timestamptz[]) WITH ORDINALITY AS w(at, n)
    ), joined AS (
      SELECT t.id, week.n FROM team t
      JOIN week ON t.created_at >= week.starts AND t.created_at < week.ends
    )
    SELECT j.n AS joined, week.n - j.n AS later, count(*)::int AS size,
      count(*) FILTER (WHERE EXISTS (
          SELECT 1 FROM audit_entry a WHERE a.team_id = j.id AND a.actor_kind = 'user'
            AND a.at >= week.starts AND a.at < week.ends)
        OR EXISTS (
          SELECT 1 FROM usage_segment s WHERE s.team_id = j.id
            AND s.from_at < week.ends AND coalesce(s.to_at, week.ends) > week.starts))::int AS active,
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.team_id = j.id AND ${isKept}
          AND i.covers_from < week.ends AND i.covers_to >= week.ends))::int AS paying
    FROM joined j JOIN week ON week.n >= j.n GROUP BY j.n, week.n`;
  return rows.flatMap(({ joined, later, size, active, paying }) => {
    const key = `${dayOf(starts[joined] ?? now)}+${later}`;
    return [
      { name: "cohort-size", key, value: BigInt(size) },
      { name: "cohort-active", key, value: BigInt(active) },
      { name: "cohort-paying", key, value: BigInt(paying) },
    ] as const;
  });
}
