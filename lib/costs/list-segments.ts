import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { costOf } from "@/lib/costs/meter";
import { placeAfter, type SegmentsQuery } from "@/lib/costs/segments-query";
import type { LedgerPage, LedgerRow } from "@/lib/costs/types";
import { inTeam, sql } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

interface SegmentRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly machine: string;
  readonly providerId: string;
  readonly model: string;
  readonly project: string;
  readonly ratePerHourMicros: bigint;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

/**
 * A page of the team's stretches of use, the newest first, found by machine, provider or GPU. One
 * that goes on counts up to `now`; one that begins meanwhile moves no page.
 */
export async function listSegments(
  scope: TeamScope,
  { q, after }: SegmentsQuery,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<LedgerPage> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  const isAfter = after ? sql`(s.from_at, s.id) < (${after.fromAt}, ${after.id})` : sql`TRUE`;
  const rows = await inTeam(
    teamId,
    (tx) => tx.$queryRaw<SegmentRow[]>`
      SELECT s.id, s.deployment_id AS "deploymentId", d.name AS machine,
        d.provider_id AS "providerId", COALESCE(d.gpu_model, d.gpu_spelling) AS model,
        p.name AS project, s.rate_per_hour_micros AS "ratePerHourMicros",
        s.from_at AS "fromAt", s.to_at AS "toAt"
      FROM usage_segment s JOIN deployment d ON d.id = s.deployment_id
        JOIN project p ON p.id = s.project_id
      WHERE s.team_id = ${teamId} AND s.from_at <= ${now} AND ${found(q)} AND ${isAfter}
      ORDER BY s.from_at DESC, s.id DESC LIMIT ${limit + 1}`,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toView(row, now)),
    next: last && rows.length > limit ? placeAfter(last) : null,
  };
}

/** Whether the machine of a stretch is one that is searched for. */
function found(q: string) {
  if (q === "") return sql`TRUE`;
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(d.name ILIKE ${like} OR d.provider_id ILIKE ${like}
    OR d.gpu_model ILIKE ${like} OR d.gpu_spelling ILIKE ${like})`;
}

function toView(row: SegmentRow, now: Date): LedgerRow {
  return {
    id: row.id,
    deploymentId: row.deploymentId,
    machine: row.machine,
    provider: findProviderMeta(row.providerId)?.name ?? row.providerId,
    gpu: findGpu(row.model)?.name ?? row.model,
    project: row.project,
    from: row.fromAt.toISOString(),
    to: row.toAt?.toISOString() ?? null,
    perHour: microsToDecimal(row.ratePerHourMicros),
    cost: microsToDecimal(costOf([row], now)),
  };
}
