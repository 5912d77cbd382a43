import { cellsSince } from "@/lib/costs/cells-in-sql";
import type { CostCell } from "@/lib/costs/fold-cells";
import type { Tx } from "@/lib/db";

/** Before all use. */
export const BEFORE_ALL = new Date(0);

export interface CellsAsked {
  /** The IANA time zone that the cuts are days of. */
  readonly timeZone: string;
  /** First moments of days, one after another, and the end. */
  readonly cuts: readonly Date[];
}

/**
 * What a team's use cost between the cuts: what is rolled up, and what came after it counted now.
 * Both must be read of one moment: `tx` is of `atOneMomentInTeam`. Days that another time zone
 * rolled up are counted anew.
 */
export async function readCells(
  tx: Tx,
  teamId: string,
  { timeZone, cuts }: CellsAsked,
): Promise<CostCell[]> {
  const since = await rolledUpTo(tx, teamId, { timeZone, cuts });
  return tx.$queryRaw<CostCell[]>`
    SELECT place, gpu_model AS model, provider_id AS "providerId", project_id AS "projectId",
      template_id AS "templateId", kind, sum(micros)::bigint AS micros
    FROM (
      SELECT width_bucket(from_at, ${cuts}::timestamptz[]) AS place, gpu_model, provider_id,
        project_id, template_id, kind, micros
      FROM cost_rollup WHERE team_id = ${teamId} AND from_at < ${since}
      UNION ALL (${cellsSince(teamId, { since, cuts, upTo: "due" })})) cell
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

async function rolledUpTo(tx: Tx, teamId: string, { timeZone, cuts }: CellsAsked): Promise<Date> {
  const mark = await tx.costRollupMark.findFirst({ where: { teamId, timeZone } });
  const end = cuts.at(-1);
  return mark && end && mark.upTo <= end ? mark.upTo : BEFORE_ALL;
}
