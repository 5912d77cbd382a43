import type { Tx } from "@/lib/db";
import { type Place, TOGETHER_MS } from "@/lib/health/blindness";
import { paced } from "@/lib/pace";

/**
 * How many machines of each provider's regions are watched, and how many fell silent within a few
 * minutes of one another and still are: the most of them, where that happened more than once.
 */
export function placesAround(tx: Tx): Promise<Place[]> {
  const togetherS = paced(TOGETHER_MS) / 1_000;
  return tx.$queryRaw<Place[]>`
    SELECT provider_id AS "providerId", region, count(*)::int AS watched,
      COALESCE(max(together) FILTER (WHERE is_silent), 0)::int AS turned
    FROM (
      SELECT d.provider_id, d.region, s.is_silent, count(*) OVER (
        PARTITION BY d.provider_id, d.region, s.is_silent ORDER BY p.bad_since
        RANGE BETWEEN CURRENT ROW AND make_interval(secs => ${togetherS}) FOLLOWING) AS together
      FROM probe_state p JOIN deployment d ON d.id = p.deployment_id,
        LATERAL (SELECT COALESCE(p.fault = 'unreachable', false) AS is_silent) s
      WHERE p.says IS NOT NULL) AS seen
    GROUP BY 1, 2`;
}
