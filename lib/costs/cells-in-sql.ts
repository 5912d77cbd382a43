import { costUpTo } from "@/lib/costs/cost-in-sql";
import { sql } from "@/lib/db";

/** Where time is cut, the last moment being the end; nothing before `since` is counted. */
export interface Cut {
  readonly since: Date;
  readonly cuts: readonly Date[];
  /** `due`: use that is over is counted whole, also where its last started unit outlasts the end. */
  readonly upTo: "end" | "due";
}

/**
 * What a team's use since a moment cost between the cuts, by all that parts are told by; place 0 is
 * before the first cut. A stretch costs on each day what it has cost by the day's end less what it
 * had cost by its beginning, so that days, and spans of one day, add up to the stretch's own cost.
 */
export function cellsSince(teamId: string, { since, cuts, upTo }: Cut) {
  const last = cuts.length - 1;
  // Places are cut from a list: a series of unknown length is taken for a thousand rows by the planner.
  const places = Array.from({ length: cuts.length }, (_, place) => place);
  const until = cuts[last];
  const from = sql`GREATEST(cut.list[place], ${since}::timestamptz)`;
  const end = sql`LEAST(s.to_at, cut.list[place + 1])`;
  const due = sql`CASE WHEN place = ${last}::int AND s.to_at > ${until} THEN s.to_at ELSE ${end} END`;
  const byEnd = costUpTo(sql`s`, upTo === "due" ? due : end);
  const byBeginning = costUpTo(sql`s`, sql`LEAST(s.to_at, ${from})`);
  const within = sql`s.team_id = ${teamId} AND s.from_at < ${until}
    AND (s.to_at IS NULL OR s.to_at > ${since})`;
  return sql`
    WITH cut AS (SELECT ${cuts}::timestamptz[] AS list, ${places}::int[] AS places),
    stretch AS (
      SELECT s.deployment_id, NULL AS provider_id, s.project_id,
        CASE WHEN s.cause = 'stopped' THEN 'stopped' ELSE 'running' END AS kind,
        s.rate_per_hour_micros, s.from_at, s.to_at
      FROM usage_segment s WHERE ${within}
      UNION ALL
      SELECT NULL, s.provider_id, '', 'storage', s.rate_per_hour_micros, s.from_at, s.to_at
      FROM storage_segment s WHERE ${within})
    SELECT place, COALESCE(d.gpu_model, d.gpu_spelling, '') AS gpu_model,
      COALESCE(d.provider_id, s.provider_id) AS provider_id, s.project_id,
      COALESCE(d.template_id, '') AS template_id, s.kind,
      sum(${byEnd} - CASE WHEN s.from_at >= ${from} THEN 0 ELSE ${byBeginning} END)::bigint AS micros
    FROM cut, stretch s LEFT JOIN deployment d ON d.id = s.deployment_id, unnest(cut.places[
      width_bucket(GREATEST(s.from_at, ${since}::timestamptz), cut.list) + 1
      : LEAST(width_bucket(COALESCE(s.to_at, ${until}), cut.list), ${last}::int) + 1]) AS place
    GROUP BY 1, 2, 3, 4, 5, 6`;
}
