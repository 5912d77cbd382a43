import type { Tx } from "@/lib/db";
import type { Micros } from "@/lib/money";

/** What all of a team's machines and volumes cost an hour now. */
export async function billedPerHour(tx: Tx, teamId: string): Promise<Micros> {
  const [sum] = await tx.$queryRaw<{ micros: Micros }[]>`
    SELECT COALESCE(sum(rate), 0)::bigint AS micros FROM (
      SELECT rate_per_hour_micros AS rate FROM usage_segment
      WHERE team_id = ${teamId} AND to_at IS NULL
      UNION ALL
      SELECT rate_per_hour_micros FROM storage_segment
      WHERE team_id = ${teamId} AND to_at IS NULL) open`;
  return sum?.micros ?? 0n;
}
