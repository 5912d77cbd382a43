import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { tierHas } from "@/lib/billing/tiers";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { Tx } from "@/lib/db";
import type { Deployment, HealthState, Repair, RepairAct } from "@/lib/generated/prisma/client";
import { parseFault } from "@/lib/health/faults";
import { parseFirstAct } from "@/lib/health/read-stored";
import { later } from "@/lib/pace";
import { isOutOfCredit } from "@/lib/provider-keys/out-of-credit";
import { findSurplus } from "@/lib/provider-keys/surplus-keys";
import { findProviderMeta } from "@/lib/providers/meta";
import { backOffMs, inARow } from "@/lib/repair/back-off";
import type { RepairFacts } from "@/lib/repair/next-rung";
import { parseHoldReason } from "@/lib/repair/types";
import { windowEnd } from "@/lib/repair/window";
import { parsePolicy, type RepairPolicy, type Rung, rungs } from "@/lib/repair-policy/schema";

const DAY_MS = 24 * 3_600_000;
const MOST_REPAIRS_READ = 50;

export type RepairRow = Repair & { readonly acts: readonly RepairAct[] };

export interface ReadFacts {
  readonly facts: RepairFacts;
  /** The one that is open or blocked; null where there is none. */
  readonly current: RepairRow | null;
}

export interface FactsAsked {
  readonly now: Date;
  /** The operation that asks does not keep itself waiting. */
  readonly ownOperationId?: string;
}

/** Reads all that decides about a deployment's repair, for the worker and for the page that explains. */
export async function readFacts(tx: Tx, row: Deployment, asked: FactsAsked): Promise<ReadFacts> {
  const { now } = asked;
  const [health, repairs, key, open, entitlement] = [
    await tx.healthState.findUnique({ where: { deploymentId: row.id } }),
    await tx.repair.findMany({
      where: { deploymentId: row.id },
      include: { acts: { orderBy: { at: "asc" } } },
      orderBy: { openedAt: "desc" },
      take: MOST_REPAIRS_READ,
    }),
    await tx.providerKey.findUniqueOrThrow({
      where: { id: row.providerKeyId },
      select: { state: true, balanceMicros: true },
    }),
    await tx.operation.findFirst({
      where: { deploymentId: row.id, state: "open" },
      select: { id: true },
    }),
    await teamEntitlement(tx, row.teamId, now),
  ];
  const surplus = await findSurplus(tx, { id: row.teamId, tier: entitlement.tier });
  const team = await tx.team.findUniqueOrThrow({
    where: { id: row.teamId },
    select: { erasingSince: true },
  });
  const policy = parsePolicy(row.repairPolicy);
  const current = repairs.find(({ state }) => state === "open" || state === "blocked") ?? null;
  const keyState = surplus.has(row.providerKeyId) ? "frozen" : key.state;
  const facts: RepairFacts = {
    policy,
    isInPlan: tierHas(entitlement.tier, "autoRepair"),
    isWanted: row.desired === "running" && row.endedAt === null && team.erasingSince === null,
    isBusy:
      (open !== null && open.id !== asked.ownOperationId) ||
      row.desiredGeneration > row.settledGeneration,
    paused: pausedOf(row, now),
    windowUntil: policy?.window
      ? windowEnd(policy.window, now, await timeZoneOf(tx, row.teamId))
      : null,
    health: healthOf(health),
    keyState: keyState === "active" || keyState === "frozen" ? keyState : "refused",
    hasNoCredit: isOutOfCredit({ ...key, providerId: row.providerId }),
    backOffUntil: backOffOf(repairs, current, now),
    ...countsOf(repairs, { current, rebuilt: await rebuiltOf(tx, row.id, now), now }),
    tried: current ? triedIn(current) : [],
    waiting:
      current?.state === "blocked" && current.retryAt
        ? { reason: parseHoldReason(current.reason), until: current.retryAt }
        : null,
    isExhausted: isExhausted(repairs[0], health),
    machine: machineOf(row, policy),
  };
  return { facts, current };
}

function pausedOf({ repairPausedAt, repairPausedUntil }: Deployment, now: Date) {
  if (!repairPausedAt) return null;
  if (!repairPausedUntil) return true;
  return repairPausedUntil > now ? repairPausedUntil : null;
}

function healthOf(health: HealthState | null): RepairFacts["health"] {
  return {
    isUnwell: health?.verdict === "unhealthy",
    fault: parseFault(health?.fault ?? null),
    firstAct: parseFirstAct(health?.firstAct ?? null),
    scope: health?.scope ?? null,
    isFlapping: health?.isFlapping ?? false,
  };
}

/** Leaves the machine alone for a while after repairs that came one right after another. */
function backOffOf(repairs: readonly RepairRow[], current: RepairRow | null, now: Date) {
  const made = repairs.flatMap(({ begunAt, openedAt, endedAt, id, state }) =>
    begunAt && endedAt && state !== "over" ? [{ id, openedAt, endedAt }] : [],
  );
  const last = made[0];
  if (!last || current?.begunAt) return null;
  const waitMs = backOffMs(inARow(made, current?.openedAt ?? now), chanceOf(last.id));
  return waitMs > 0 ? later(current?.openedAt ?? now, waitMs) : null;
}

/** The same for the same repair, so that every look at it says the same. */
function chanceOf(id: string): number {
  const sum = [...id].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 1_000, 7);
  return sum / 1_000;
}

function countsOf(
  repairs: readonly RepairRow[],
  { current, rebuilt, now }: { current: RepairRow | null; rebuilt: readonly Date[]; now: Date },
) {
  const since = new Date(now.getTime() - DAY_MS);
  const begun = repairs.filter(
    ({ id, begunAt }) => id !== current?.id && begunAt !== null && begunAt > since,
  );
  const oldest = [...begun.flatMap(({ begunAt }) => begunAt ?? []), ...rebuilt]
    .sort((a, b) => a.getTime() - b.getTime())
    .at(0);
  return {
    repairsToday: begun.length,
    rebuildsToday: rebuilt.length,
    dayFreeAt: oldest ? new Date(oldest.getTime() + DAY_MS) : null,
  };
}

/** When machines were made for repairs within a day: each of them was paid, whether it ran or not. */
async function rebuiltOf(tx: Tx, deploymentId: string, now: Date): Promise<Date[]> {
  const calls = await tx.providerCall.findMany({
    where: {
      verb: "launch",
      status: "OK",
      createdAt: { gt: new Date(now.getTime() - DAY_MS) },
      operation: { deploymentId, kind: "repair" },
    },
    select: { createdAt: true },
  });
  return calls.map(({ createdAt }) => createdAt);
}

/** What found no capacity or was called off made nothing, and may be tried again. */
const notTried = new Set<string | null>(["no-capacity", "called-off", "came-back"]);

function triedIn({ acts }: RepairRow): Rung[] {
  return acts.flatMap(({ rung, outcome, endedAt }) => {
    const known = rungs.find((one) => one === rung);
    return known && endedAt !== null && !notTried.has(outcome) ? [known] : [];
  });
}

/** Nothing more is tried of a trouble that has outlasted all that may be done. */
function isExhausted(last: RepairRow | undefined, health: HealthState | null): boolean {
  if (last?.state !== "exhausted" || !last.endedAt || !health) return false;
  return health.since <= last.endedAt;
}

function machineOf(row: Deployment, policy: RepairPolicy | null): RepairFacts["machine"] {
  const capabilities = findProviderMeta(row.providerId)?.capabilities;
  return {
    stands: row.providerInstanceId !== null && row.status !== "lost",
    isStopped: row.status === "stopped",
    canRestart: capabilities?.restart ?? false,
    canStart: capabilities?.stop ?? false,
    canRestartWorkload:
      row.watchInside && row.sshHost !== null && (policy?.workloadCommand ?? null) !== null,
    hasVolume: row.volumeId !== null,
  };
}
