import { z } from "zod";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { costOf } from "@/lib/costs/meter";
import { inTeam, type Tx } from "@/lib/db";
import { lastLook } from "@/lib/deployments/checks/last-look";
import { ownWords } from "@/lib/deployments/own-words";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import type {
  AttemptView,
  DeploymentDetail,
  DeploymentEventView,
  HistoryView,
  IntervalView,
  OperationView,
  SegmentView,
} from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import type { LaunchCandidate, Prisma } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";
import { brokeredNames } from "@/lib/prices/queries";
import { findProviderMeta } from "@/lib/providers/meta";
import { shareReads } from "@/lib/share-reads";
import { readWatchKey } from "@/lib/watch-key/ensure-watch-key";

/** One deployment with the newest part of what happened to it. Throws `not-found`, also for another team's. */
export function getDeployment(scope: TeamScope, id: string): Promise<DeploymentDetail> {
  const teamId = scope.team.id;
  return shared(`${teamId} ${id}`, () => readDetail(teamId, id));
}

const shared = shareReads<DeploymentDetail>();

function readDetail(teamId: string, id: string): Promise<DeploymentDetail> {
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const row = await tx.deployment.findFirst({
      where: { id, teamId },
      include: detailRelations,
    });
    if (!row) throw new AppError("not-found", "deployment-not-found");
    const tried = await tx.launchCandidate.findMany({
      where: { deploymentId: id },
      orderBy: { rank: "asc" },
    });
    const clouds = await brokeredNames([row, ...tried], tx);
    return {
      ...toDeploymentView(row, now),
      brokeredName: clouds.get(row.offerId) ?? null,
      ...(await readHistory(tx, id, null)),
      segments: row.segments.map((segment) => toSegment(segment, now)),
      lastLook: row.watchInside ? await lastLook(tx, id) : null,
      watchKey: await readWatchKey(tx, teamId),
      attempts: tried.map((one) => toAttempt(one, clouds)),
    };
  });
}

const detailRelations = {
  ...viewRelations,
  segments: {
    select: { ...viewRelations.segments.select, cause: true },
    orderBy: [{ fromAt: "desc" }, { id: "asc" }],
  },
} as const satisfies Prisma.DeploymentInclude;

type SegmentRow = Prisma.DeploymentGetPayload<{
  include: typeof detailRelations;
}>["segments"][number];

function toSegment(row: SegmentRow, now: Date): SegmentView {
  return {
    perHour: microsToDecimal(row.ratePerHourMicros),
    cause: row.cause,
    fromAt: row.fromAt.toISOString(),
    toAt: row.toAt?.toISOString() ?? null,
    cost: microsToDecimal(costOf([row], now)),
  };
}

/** What happened to a deployment up to a moment, newest first. Throws `not-found` as above. */
export function getHistory(scope: TeamScope, id: string, until: Date): Promise<HistoryView> {
  return inTeam(scope.team.id, async (tx) => {
    const where = { id, teamId: scope.team.id };
    const row = await tx.deployment.findFirst({ where, select: { id: true } });
    if (!row) throw new AppError("not-found", "deployment-not-found");
    return readHistory(tx, id, until);
  });
}

const MOST_OF_EACH = 100;

/** Each kind is cut at its own length, so the whole is whole only after the latest of the cuts. */
async function readHistory(tx: Tx, id: string, until: Date | null): Promise<HistoryView> {
  const events = await readEvents(tx, id, until);
  const intervals = await readIntervals(tx, id, until);
  const operations = await readOperations(tx, id, until);
  const cuts = [
    cutOf(events.map(({ at }) => at)),
    cutOf(intervals.map(({ fromAt }) => fromAt)),
    cutOf(operations.map(({ createdAt }) => createdAt)),
  ].flatMap((cut) => cut ?? []);
  return { events, intervals, operations, wholeAfter: cuts.sort().at(-1) ?? null };
}

function cutOf(times: readonly string[]): string | undefined {
  return times.length < MOST_OF_EACH ? undefined : times.at(-1);
}

const reasonOf = z.object({ reason: z.string().nullable().default(null) }).catch({ reason: null });

async function readEvents(
  tx: Tx,
  deploymentId: string,
  until: Date | null,
): Promise<DeploymentEventView[]> {
  const rows = await tx.event.findMany({
    where: { deploymentId, ...(until && { at: { lte: until } }) },
    select: {
      id: true,
      type: true,
      data: true,
      at: true,
      deliveries: { where: { state: { not: "dead" } }, select: { id: true }, take: 1 },
    },
    orderBy: [{ at: "desc" }, { id: "asc" }],
    take: MOST_OF_EACH,
  });
  return rows.map(({ id, type, data, at, deliveries }) => ({
    id,
    type,
    isMailed: deliveries.length > 0,
    reason: reasonOf.parse(data).reason,
    at: at.toISOString(),
  }));
}

async function readIntervals(
  tx: Tx,
  deploymentId: string,
  until: Date | null,
): Promise<IntervalView[]> {
  const rows = await tx.statusInterval.findMany({
    where: { deploymentId, ...(until && { fromAt: { lte: until } }) },
    orderBy: [{ fromAt: "desc" }, { id: "asc" }],
    take: MOST_OF_EACH,
  });
  return rows.map(({ status, cause, fromAt, toAt }) => ({
    status,
    cause,
    fromAt: fromAt.toISOString(),
    toAt: toAt?.toISOString() ?? null,
  }));
}

async function readOperations(
  tx: Tx,
  deploymentId: string,
  until: Date | null,
): Promise<OperationView[]> {
  const rows = await tx.operation.findMany({
    where: { deploymentId, ...(until && { createdAt: { lte: until } }) },
    include: { calls: { orderBy: [{ createdAt: "asc" }, { key: "asc" }] } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST_OF_EACH,
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    calls: row.calls.map((call) => ({
      id: call.id,
      verb: call.verb,
      name: call.key,
      status: call.status,
      errorKind: call.errorKind,
      errorDetail: call.errorDetail,
      createdAt: call.createdAt.toISOString(),
      endedAt: call.endedAt?.toISOString() ?? null,
    })),
  }));
}

function toAttempt(row: LaunchCandidate, clouds: ReadonlyMap<string, string>): AttemptView {
  return {
    rank: row.rank,
    providerId: row.providerId,
    providerName: findProviderMeta(row.providerId)?.name ?? row.providerId,
    gpuModel: row.gpuModel,
    gpuSpelling: row.gpuSpelling,
    gpuCount: row.gpuCount,
    region: row.region,
    brokeredName: clouds.get(row.offerId) ?? null,
    pricingModel: row.pricingModel,
    quotedPerHour: microsToDecimal(row.quotedPerHourMicros),
    state: row.state,
    reason: row.reason,
    detail: row.detail && ownWords(row.detail),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    cost: microsToDecimal(row.costMicros),
  };
}
