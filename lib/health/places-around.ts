import type { Tx } from "@/lib/db";
import { type Place, TOGETHER_MS } from "@/lib/health/blindness";
import { later } from "@/lib/pace";

/** How many machines of each provider's regions are watched, and how many fell silent of late. */
export function placesAround(tx: Tx, now: Date): Promise<Place[]> {
  return tx.$queryRaw<Place[]>`
    SELECT d.provider_id AS "providerId", d.region, count(*)::int AS watched,
      count(*) FILTER (WHERE p.fault = 'unreachable'
        AND p.bad_since >= ${later(now, -TOGETHER_MS)})::int AS turned
    FROM probe_state p JOIN deployment d ON d.id = p.deployment_id
    WHERE p.says IS NOT NULL GROUP BY 1, 2`;
}
