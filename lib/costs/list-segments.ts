import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { costOf } from "@/lib/costs/meter";
import { placeAfter, type SegmentsQuery } from "@/lib/costs/segments-query";
import type { LedgerPage, LedgerRow } from "@/lib/costs/types";
import { inTeam, sql, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

interface SegmentRow {
  readonly id: string;
  readonly deploymentId: string | null;
  readonly machine: string;
  readonly providerId: string;
  readonly model: string;
  readonly project: string;
  readonly ratePerHourMicros: bigint;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

/** Stretches looked through for each row wanted before machines are looked for instead. */
const LOOKED_THROUGH = 20;
/** So many machines are asked each for itself. */
const FEW_MACHINES = 100;

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
  const asked = { teamId, q, after, now, most: limit + 1 };
  const rows = await inTeam(teamId, async (tx) => {
    const machines = await (q === "" ? newest(tx, asked) : find(tx, asked));
    return newestOf([...(await ofVolumes(tx, asked)), ...machines]);
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toView(row, now)),
    next: last && rows.length > limit ? placeAfter(last) : null,
  };
}

interface Asked extends SegmentsQuery {
  readonly teamId: string;
  readonly now: Date;
  readonly most: number;
}

/** Each list is in order already; of the same moment volumes come first, as their ids end the order. */
const newestOf = (rows: readonly SegmentRow[]) =>
  rows.toSorted((a, b) => b.fromAt.getTime() - a.fromAt.getTime());

function ofVolumes(tx: Tx, { q, most, ...asked }: Asked): Promise<SegmentRow[]> {
  const like = likeOf(q);
  return tx.$queryRaw<SegmentRow[]>`
    SELECT s.id, NULL AS "deploymentId", COALESCE(v.name, v.provider_volume_id) AS machine,
      s.provider_id AS "providerId", '' AS model, '' AS project,
      s.rate_per_hour_micros AS "ratePerHourMicros", s.from_at AS "fromAt", s.to_at AS "toAt"
    FROM storage_segment s JOIN volume v ON v.id = s.volume_id
    WHERE ${isListed(asked)} AND (COALESCE(v.name, v.provider_volume_id) ILIKE ${like}
      OR s.provider_id ILIKE ${like})
    ${newestFirst} LIMIT ${most}`;
}

function newest(tx: Tx, { most, ...asked }: Asked): Promise<SegmentRow[]> {
  return tx.$queryRaw<SegmentRow[]>`
    SELECT ${columns} FROM usage_segment s ${withNames}
    WHERE ${isListed(asked)} ${newestFirst} LIMIT ${most}`;
}

/** Of few machines, theirs are merged; what more machines have is found among the newest first. */
async function find(tx: Tx, asked: Asked): Promise<SegmentRow[]> {
  const { teamId, q, most } = asked;
  const machines = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deployment d WHERE d.team_id = ${teamId} AND ${isFound(q)}`;
  if (machines.length === 0) return [];
  const ids = machines.map(({ id }) => id);
  if (ids.length <= FEW_MACHINES) return findOf(tx, asked, ids);
  const rows = await tx.$queryRaw<SegmentRow[]>`
    SELECT ${columns} FROM (
      SELECT * FROM usage_segment s WHERE ${isListed(asked)} ${newestFirst}
      LIMIT ${most * LOOKED_THROUGH}) s ${withNames}
    WHERE s.deployment_id = ANY(${ids}) ${newestFirst} LIMIT ${most}`;
  return rows.length < most ? findOf(tx, asked, ids) : rows;
}

/** The newest stretches of many machines are all of those machines whose own newest is newest. */
function findOf(tx: Tx, asked: Asked, ids: readonly string[]): Promise<SegmentRow[]> {
  const { most } = asked;
  return tx.$queryRaw<SegmentRow[]>`
    WITH machine AS (
      SELECT d.id FROM unnest(${[...ids]}::text[]) AS d(id) CROSS JOIN LATERAL (
        SELECT s.from_at, s.id FROM usage_segment s
        WHERE s.deployment_id = d.id AND ${isListed(asked)} ${newestFirst} LIMIT 1) s
      ${newestFirst} LIMIT ${most})
    SELECT ${columns} FROM machine CROSS JOIN LATERAL (
      SELECT * FROM usage_segment s
      WHERE s.deployment_id = machine.id AND ${isListed(asked)} ${newestFirst} LIMIT ${most}) s
      ${withNames}
    ${newestFirst} LIMIT ${most}`;
}

const columns = sql`s.id, s.deployment_id AS "deploymentId", d.name AS machine,
  d.provider_id AS "providerId", COALESCE(d.gpu_model, d.gpu_spelling) AS model,
  p.name AS project, s.rate_per_hour_micros AS "ratePerHourMicros",
  s.from_at AS "fromAt", s.to_at AS "toAt"`;
const withNames = sql`JOIN deployment d ON d.id = s.deployment_id
  JOIN project p ON p.id = s.project_id`;
const newestFirst = sql`ORDER BY s.from_at DESC, s.id DESC`;

function isListed({ teamId, after, now }: Pick<Asked, "teamId" | "after" | "now">) {
  const isAfter = after ? sql`(s.from_at, s.id) < (${after.fromAt}, ${after.id})` : sql`TRUE`;
  // Under row security an index is searched by times, but not by texts.
  const until = after && after.fromAt < now ? after.fromAt : now;
  return sql`s.team_id = ${teamId} AND s.from_at <= ${until} AND ${isAfter}`;
}

/** Whether the machine of a stretch is one that is searched for. */
function isFound(q: string) {
  const like = likeOf(q);
  return sql`(d.name ILIKE ${like} OR d.provider_id ILIKE ${like}
    OR d.gpu_model ILIKE ${like} OR d.gpu_spelling ILIKE ${like})`;
}

const likeOf = (q: string) => `%${q.replace(/[\\%_]/g, "\\$&")}%`;

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
