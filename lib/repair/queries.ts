import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Deployment } from "@/lib/generated/prisma/client";
import { parseFault } from "@/lib/health/faults";
import { parseFirstAct } from "@/lib/health/read-stored";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import { ceilingOf, readLaunchPrice } from "@/lib/repair/find-replacements";
import { nextRung } from "@/lib/repair/next-rung";
import { type RepairRow, readFacts } from "@/lib/repair/read-facts";
import { REHEARSED_DAYS, rehearse, type Trouble } from "@/lib/repair/rehearse";
import {
  type Due,
  type Rehearsal,
  type RepairPageView,
  type RepairView,
  repairStates,
} from "@/lib/repair/types";
import { parsePolicy, type RepairPolicy } from "@/lib/repair-policy/schema";
import { shareReads } from "@/lib/share-reads";

const MOST_SHOWN = 20;
const DAY_MS = 24 * 3_600_000;

const shared = shareReads<RepairPageView>();

/** What may be and was done about a machine, and why nothing is. Throws `not-found`. */
export function getRepair(scope: TeamScope, deploymentId: string): Promise<RepairPageView> {
  requireRead(scope, "deployments.read");
  return shared(`${scope.team.id} ${deploymentId}`, () =>
    inTeam(scope.team.id, async (tx) => {
      const row = await requireRow(tx, scope, deploymentId);
      return readView(tx, row, clock.now());
    }),
  );
}

/** What a policy would have done about a machine in the last thirty days. Throws `not-found`. */
export function rehearsePolicy(
  scope: TeamScope,
  { deploymentId, policy }: { readonly deploymentId: string; readonly policy: RepairPolicy },
): Promise<Rehearsal> {
  requireRead(scope, "deployments.read");
  return inTeam(scope.team.id, async (tx) => {
    const row = await requireRow(tx, scope, deploymentId);
    const now = clock.now();
    const { facts } = await readFacts(tx, { ...row, repairPolicy: policy }, { now });
    const launchedAt = await readLaunchPrice(tx, row);
    const [, slowestS = 0] =
      findProviderMeta(row.providerId)?.capabilities?.usualStartSeconds ?? [];
    return rehearse({
      policy,
      troubles: await readTroubles(tx, row.id, now),
      machine: facts.machine,
      timeZone: await timeZoneOf(tx, row.teamId),
      startMs: slowestS * 1_000,
      launchedAt,
      ceiling: ceilingOf(policy, { launchedAt, ceiling: row.maxPerHourMicros }),
      now,
    });
  });
}

async function requireRow(tx: Tx, scope: TeamScope, id: string): Promise<Deployment> {
  const row = await tx.deployment.findFirst({ where: { id, teamId: scope.team.id } });
  if (!row) throw new AppError("not-found", "deployment-not-found");
  return row;
}

async function readView(tx: Tx, row: Deployment, now: Date): Promise<RepairPageView> {
  const { facts } = await readFacts(tx, row, { now });
  const policy = parsePolicy(row.repairPolicy);
  const launchedAt = await readLaunchPrice(tx, row);
  const repairs = await tx.repair.findMany({
    where: { deploymentId: row.id },
    include: { acts: { orderBy: { at: "asc" } } },
    orderBy: [{ openedAt: "desc" }, { id: "asc" }],
    take: MOST_SHOWN,
  });
  const ceiling = policy && ceilingOf(policy, { launchedAt, ceiling: row.maxPerHourMicros });
  return {
    policy,
    timeZone: await timeZoneOf(tx, row.teamId),
    pausedSince: facts.paused === null ? null : (row.repairPausedAt?.toISOString() ?? null),
    pausedUntil: facts.paused instanceof Date ? facts.paused.toISOString() : null,
    due: facts.health.isUnwell ? dueView(nextRung(facts, now)) : null,
    launchedPerHour: microsToDecimal(launchedAt),
    mostPerHour: ceiling === null ? null : microsToDecimal(ceiling),
    repairsToday: facts.repairsToday,
    rebuildsToday: facts.rebuildsToday,
    canRestartWorkload: row.watchInside && row.sshHost !== null,
    hasVolume: row.volumeId !== null,
    isInPlan: facts.isInPlan,
    repairs: repairs.map(toView),
  };
}

function dueView(due: Due): RepairPageView["due"] {
  if (due.kind === "act") return due;
  if (due.kind === "exhausted") {
    return { kind: "hold", reason: "exhausted", until: null, rung: null };
  }
  return { ...due, until: due.until?.toISOString() ?? null };
}

function toView(row: RepairRow): RepairView {
  return {
    id: row.id,
    state: repairStates.find((state) => state === row.state) ?? "over",
    reason: row.reason,
    fault: row.fault,
    badSince: row.badSince?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    beforePerHour: microsToDecimal(row.beforePerHourMicros),
    afterPerHour: row.afterPerHourMicros === null ? null : microsToDecimal(row.afterPerHourMicros),
    acts: row.acts.map(({ rung, at, endedAt, outcome }) => ({
      rung,
      at: at.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      outcome,
    })),
  };
}

/** Each time it was unwell, from what was concluded of it. */
async function readTroubles(tx: Tx, deploymentId: string, now: Date): Promise<Trouble[]> {
  const rows = await tx.healthConclusion.findMany({
    where: {
      deploymentId,
      kind: { in: ["unhealthy", "recovered"] },
      at: { gte: new Date(now.getTime() - REHEARSED_DAYS * DAY_MS) },
    },
    orderBy: { at: "asc" },
  });
  return rows.flatMap((row, index): Trouble[] => {
    const fault = parseFault(row.fault);
    if (row.kind !== "unhealthy" || !fault) return [];
    const end = rows.slice(index + 1).find(({ kind }) => kind === "recovered");
    const { at, badSince, firstAct, scope } = row;
    return [
      {
        at,
        badSince: badSince ?? at,
        overAt: end?.at ?? null,
        fault,
        firstAct: parseFirstAct(firstAct),
        scope,
      },
    ];
  });
}
