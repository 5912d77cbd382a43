import { clock } from "@/lib/clock";
import { costOf } from "@/lib/costs/meter";
import { asWorker, onceAsWorker, type Tx } from "@/lib/db";
import { actFacts, stoppedForGoodPerHour } from "@/lib/deployments/act-facts";
import { leaseEndKey } from "@/lib/deployments/lease";
import { type LeaseLimit, type LeaseStep, leaseStep } from "@/lib/deployments/lease-step";
import { leaseActs } from "@/lib/deployments/schema";
import { isStoppedHalfWay } from "@/lib/deployments/states";
import { recordEvent } from "@/lib/events/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { microsToDecimal } from "@/lib/money";
import { paced } from "@/lib/pace";

const WARN_BEFORE_MS = 15 * 60_000;
const MOST_AT_ONCE = 1_000;
const ASK_AGAIN_MS = 10 * 60_000;

const leaseRelations = {
  segments: { select: { ratePerHourMicros: true, fromAt: true, toAt: true } },
  operations: { where: { state: "open" }, select: { id: true } },
} as const satisfies Prisma.DeploymentInclude;

type LeaseRow = Prisma.DeploymentGetPayload<{ include: typeof leaseRelations }>;

/**
 * Looks at every lease that may be near its end: warns once, and at the end writes the wish once,
 * whoever else is at it. Answers the deployments with a new wish, to be woken.
 */
export async function sweepLeases(mostAtOnce = MOST_AT_ONCE): Promise<string[]> {
  const wished: string[] = [];
  let near = await findNear({ after: "", mostAtOnce });
  while (near.length > 0) {
    for (const { id } of near) if (await applySafely(id)) wished.push(id);
    near = await findNear({ after: near.at(-1)?.id ?? "", mostAtOnce });
  }
  return wished;
}

async function applySafely(id: string): Promise<boolean> {
  try {
    return await asWorker((tx) => applyLease(tx, id));
  } catch (error) {
    log.error("lease could not be kept", { deploymentId: id, error: String(error) });
    return false;
  }
}

interface Page {
  readonly after: string;
  readonly mostAtOnce: number;
}

function findNear({ after, mostAtOnce }: Page): Promise<{ id: string }[]> {
  const now = clock.now();
  const warnFrom = new Date(now.getTime() + WARN_BEFORE_MS);
  return onceAsWorker((db) =>
    db.deployment.findMany({
      where: {
        id: { gt: after },
        leaseAct: { not: null },
        leaseEndedAt: null,
        endedAt: null,
        desired: { not: "deleted" },
        OR: [{ leaseEndsAt: { lte: warnFrom } }, { leaseSpendMicros: { not: null } }],
      },
      select: { id: true },
      orderBy: { id: "asc" },
      take: mostAtOnce,
    }),
  );
}

/** Reads the row under its lock, so that an extension before this wins and one after it undoes it. */
async function applyLease(tx: Tx, id: string): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.deployment.findUniqueOrThrow({ where: { id }, include: leaseRelations });
  const now = clock.now();
  const step = stepOf(row, now);
  switch (step.kind) {
    case "wait":
      return false;
    case "warn":
      await tx.deployment.update({ where: { id }, data: { leaseWarnedAt: now } });
      await tell(tx, row, { type: "deployment.lease-ending", limit: step.limit, at: now });
      return false;
    case "end":
      if (step.wish === "stopped" && (await wasRefusedOfLate(tx, id, now))) return false;
      await writeEnd(tx, row, step, now);
      return step.wish !== null;
    default:
      return step satisfies never;
  }
}

/** A stop that came to nothing is asked for again, but not at every look. */
async function wasRefusedOfLate(tx: Tx, deploymentId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - paced(ASK_AGAIN_MS));
  const failed = await tx.operation.count({
    where: { deploymentId, kind: "stop", state: "failed", endedAt: { gt: since } },
  });
  return failed > 0;
}

function stepOf(row: LeaseRow, now: Date): LeaseStep {
  const act = leaseActs.find((one) => one === row.leaseAct);
  if (!act || row.leaseEndedAt || row.endedAt) return { kind: "wait" };
  const facts = actFacts(row);
  return leaseStep(
    {
      act,
      endsAt: row.leaseEndsAt,
      spendMicros: row.leaseSpendMicros,
      warnedAt: row.leaseWarnedAt,
      soFarMicros: spentOn(row, now),
      status: facts.status,
      desired: facts.desired,
      isStoppedHalfWay: isStoppedHalfWay(facts),
      isMoving: row.operations.length > 0 || row.settledGeneration < row.desiredGeneration,
      providerInstanceId: row.providerInstanceId,
    },
    now,
  );
}

function spentOn(row: LeaseRow, now: Date) {
  return row.billedMicros ?? costOf(row.segments, now);
}

async function writeEnd(
  tx: Tx,
  row: LeaseRow,
  { wish, limit }: Extract<LeaseStep, { kind: "end" }>,
  now: Date,
): Promise<void> {
  await tx.deployment.update({
    where: { id: row.id },
    data: {
      leaseEndedAt: now,
      ...(wish && {
        desired: wish,
        restartRequested: false,
        desiredGeneration: { increment: 1 },
        leaseGeneration: row.desiredGeneration + 1,
        ...(wish === "stopped" && { stopMode: "stop" }),
      }),
    },
  });
  if (wish) await tell(tx, row, { type: "deployment.lease-ended", limit, at: now });
}

async function tell(
  tx: Tx,
  row: LeaseRow,
  facts: {
    readonly type: "deployment.lease-ending" | "deployment.lease-ended";
    readonly limit: LeaseLimit;
    readonly at: Date;
  },
): Promise<void> {
  await recordEvent(tx, {
    type: facts.type,
    teamId: row.teamId,
    deploymentId: row.id,
    data: {
      name: row.name,
      providerId: row.providerId,
      act: row.leaseAct ?? "",
      reached: facts.limit,
      endsAt: row.leaseEndsAt?.toISOString() ?? null,
      spend: row.leaseSpendMicros === null ? null : microsToDecimal(row.leaseSpendMicros),
      soFar: microsToDecimal(spentOn(row, facts.at)),
      stoppedPerHour: microsToDecimal(stoppedForGoodPerHour(row)),
    },
    at: facts.at,
    ...(facts.type === "deployment.lease-ended" && {
      dedupeKey: `lease-ended:${leaseEndKey(row)}`,
    }),
  });
}
