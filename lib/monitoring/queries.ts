import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { requireFeature } from "@/lib/billing/gate";
import { clock } from "@/lib/clock";
import { inTeam, sql, type Tx } from "@/lib/db";
import { FRESH_MS } from "@/lib/deployments/idle/freshness";
import { idleActs } from "@/lib/deployments/idle/schema";
import { narrowedBy } from "@/lib/deployments/list/list-in-sql";
import { listPage, type Slice } from "@/lib/deployments/list/queries";
import { type ListQuery, writeListQuery } from "@/lib/deployments/list/schema";
import { microsToDecimal } from "@/lib/money";
import { shareReads } from "@/lib/share-reads";
import { type FiguresView, type MonitoredView, SPARK_PARTS, type SumsView } from "./types";

const PART_MS = 5 * 60_000;

export interface MonitoredPage {
  readonly total: number;
  readonly views: readonly MonitoredView[];
}

/** One slice of the team's machines with their newest figures and the line of the last hour. */
export async function monitoredPage(
  scope: TeamScope,
  query: ListQuery,
  slice: Slice,
): Promise<MonitoredPage> {
  requireRead(scope, "deployments.read");
  requireFeature(scope.team.tier, "monitoring");
  const { total, views } = await listPage(scope, query, slice);
  const figures = await readFigures(
    scope.team.id,
    views.map(({ id }) => id),
  );
  return {
    total,
    views: views.map((view) => ({ ...view, figures: figures.get(view.id) ?? nothing })),
  };
}

const nothing: FiguresView = {
  answerMs: null,
  gpuSeenAt: null,
  gpuUse: null,
  gpuMemory: null,
  gpuTemperature: null,
  gpuWatts: null,
  idleSince: null,
  fault: null,
  useLine: [],
  answerLine: [],
};

function readFigures(teamId: string, ids: readonly string[]): Promise<Map<string, FiguresView>> {
  if (ids.length === 0) return Promise.resolve(new Map());
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const rows = await tx.$queryRaw<FiguresRow[]>`
      SELECT p.deployment_id AS id, p.answer_ms AS "answerMs", p.gpu_seen_at AS "gpuSeenAt",
        p.gpu_use AS "gpuUse", p.gpu_memory AS "gpuMemory", p.gpu_temperature AS "gpuTemperature",
        p.gpu_watts AS "gpuWatts", p.idle_since AS "idleSince", h.fault
      FROM probe_state p LEFT JOIN health_state h ON h.deployment_id = p.deployment_id
      WHERE p.team_id = ${teamId} AND p.deployment_id = ANY(${[...ids]})`;
    const lines = await readLines(tx, ids, now);
    return new Map(rows.map((row) => [row.id, toFigures(row, lines.get(row.id), now)]));
  });
}

interface FiguresRow {
  readonly id: string;
  readonly answerMs: number | null;
  readonly gpuSeenAt: Date | null;
  readonly gpuUse: number | null;
  readonly gpuMemory: number | null;
  readonly gpuTemperature: number | null;
  readonly gpuWatts: number | null;
  readonly idleSince: Date | null;
  readonly fault: string | null;
}

interface Lines {
  readonly use: (number | null)[];
  readonly answer: (number | null)[];
}

/** Means of five minutes each, counted back from now. */
async function readLines(tx: Tx, ids: readonly string[], now: Date): Promise<Map<string, Lines>> {
  const from = new Date(now.getTime() - SPARK_PARTS * PART_MS);
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT deployment_id AS id,
      floor(extract(epoch FROM (at - ${from}::timestamptz)) / ${PART_MS / 1_000}::float8)::int AS part,
      avg(gpu_use) AS "gpuUse", avg(answer_ms)::float8 AS "answerMs"
    FROM health_sample
    WHERE deployment_id = ANY(${[...ids]}) AND at > ${from} AND at <= ${now}
    GROUP BY 1, 2`;
  const lines = new Map<string, Lines>();
  for (const { id, part, gpuUse, answerMs } of rows) {
    const line = lines.get(id) ?? { use: emptyLine(), answer: emptyLine() };
    lines.set(id, line);
    line.use[part] = rounded(gpuUse);
    line.answer[part] = rounded(answerMs);
  }
  return lines;
}

interface LineRow {
  readonly id: string;
  readonly part: number;
  readonly gpuUse: number | null;
  readonly answerMs: number | null;
}

function emptyLine(): (number | null)[] {
  return Array.from({ length: SPARK_PARTS }, () => null);
}

/** What was seen too long ago is nothing that is told of now. */
function toFigures(row: FiguresRow, lines: Lines | undefined, now: Date): FiguresView {
  const { gpuSeenAt, answerMs, fault } = row;
  const isFresh = gpuSeenAt !== null && now.getTime() - gpuSeenAt.getTime() <= FRESH_MS;
  return {
    answerMs,
    fault,
    gpuSeenAt: gpuSeenAt?.toISOString() ?? null,
    gpuUse: isFresh ? rounded(row.gpuUse) : null,
    gpuMemory: isFresh ? rounded(row.gpuMemory) : null,
    gpuTemperature: isFresh ? rounded(row.gpuTemperature) : null,
    gpuWatts: isFresh ? rounded(row.gpuWatts) : null,
    idleSince: isFresh ? (row.idleSince?.toISOString() ?? null) : null,
    useLine: lines?.use ?? [],
    answerLine: lines?.answer ?? [],
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

/** All machines that a query shows, together, and the team's idle rule. */
export function monitoredSums(scope: TeamScope, query: ListQuery): Promise<SumsView> {
  requireRead(scope, "deployments.read");
  requireFeature(scope.team.tier, "monitoring");
  const teamId = scope.team.id;
  return sharedSums(`${teamId} ${writeListQuery(query)}`, () => readSums(teamId, query));
}

const sharedSums = shareReads<SumsView>();

function readSums(teamId: string, query: ListQuery): Promise<SumsView> {
  const now = clock.now();
  const freshFrom = new Date(now.getTime() - FRESH_MS);
  return inTeam(teamId, async (tx) => {
    const isFresh = sql`p.gpu_seen_at >= ${freshFrom}`;
    const [sums] = await tx.$queryRaw<SumsRow[]>`
      SELECT count(*) FILTER (WHERE d.status = 'running')::int AS running,
        count(*) FILTER (WHERE h.verdict = 'unhealthy')::int AS unwell,
        count(*) FILTER (WHERE ${isFresh})::int AS seen,
        avg(p.gpu_use) FILTER (WHERE ${isFresh}) AS "meanUse",
        count(*) FILTER (WHERE ${isFresh} AND p.idle_since IS NOT NULL)::int AS idle,
        coalesce(sum(s.rate_per_hour_micros)
          FILTER (WHERE ${isFresh} AND p.idle_since IS NOT NULL), 0)::bigint AS "idleMicros",
        coalesce(sum(s.rate_per_hour_micros), 0)::bigint AS micros
      ${narrowedBy(teamId, query, ["h", "p", "s"])}`;
    const { idleAct, idleMinutes } = await tx.team.findUniqueOrThrow({
      where: { id: teamId },
      select: { idleAct: true, idleMinutes: true },
    });
    const act = idleActs.find((one) => one === idleAct) ?? "off";
    return {
      running: sums?.running ?? 0,
      unwell: sums?.unwell ?? 0,
      seen: sums?.seen ?? 0,
      meanUse: rounded(sums?.meanUse ?? null),
      idle: sums?.idle ?? 0,
      idlePerHour: microsToDecimal(sums?.idleMicros ?? 0n),
      perHour: microsToDecimal(sums?.micros ?? 0n),
      teamRule: { act, minutes: idleMinutes },
    };
  });
}

interface SumsRow {
  readonly running: number;
  readonly unwell: number;
  readonly seen: number;
  readonly meanUse: number | null;
  readonly idle: number;
  readonly idleMicros: bigint;
  readonly micros: bigint;
}
