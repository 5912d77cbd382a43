import type { Tx } from "@/lib/db";
import type { Silence } from "@/lib/health/blindness";

/** Which machines of each provider's regions are silent and since when, those of all teams together. */
export function silences(tx: Tx): Promise<Silence[]> {
  return tx.$queryRaw<Silence[]>`
    SELECT d.provider_id AS "providerId", d.region, count(*)::int AS watched,
      min(d.team_id) AS "firstTeam", max(d.team_id) AS "lastTeam",
      COALESCE(array_agg(p.bad_since ORDER BY d.id) FILTER (
        WHERE p.fault = 'unreachable' AND p.bad_since IS NOT NULL), '{}') AS "silentSince",
      COALESCE(array_agg(d.team_id ORDER BY d.id) FILTER (
        WHERE p.fault = 'unreachable' AND p.bad_since IS NOT NULL), '{}') AS "silentTeams"
    FROM probe_state p JOIN deployment d ON d.id = p.deployment_id
    WHERE p.says IS NOT NULL GROUP BY 1, 2`;
}
