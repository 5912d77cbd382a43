import type { Tx } from "@/lib/db";
import type { Silence } from "@/lib/health/blindness";

/** Which machines of each provider's regions are silent and since when, those of all teams together. */
export function silences(tx: Tx): Promise<Silence[]> {
  return tx.$queryRaw<Silence[]>`
    SELECT d.provider_id AS "providerId", d.region, count(*)::int AS watched,
      COALESCE(array_agg(p.bad_since) FILTER (
        WHERE p.fault = 'unreachable' AND p.bad_since IS NOT NULL), '{}') AS "silentSince"
    FROM probe_state p JOIN deployment d ON d.id = p.deployment_id
    WHERE p.says IS NOT NULL GROUP BY 1, 2`;
}
