import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { holdBudgets, requireBudget } from "@/lib/budgets/require-budget";
import { costOf } from "@/lib/costs/meter";
import { asWorker, type Tx } from "@/lib/db";
import { totalOf } from "@/lib/deployments/best/rank-offers";
import { runningUnder } from "@/lib/deployments/budget-asked";
import { skipCandidates, takeCandidate } from "@/lib/deployments/candidates";
import { transition } from "@/lib/deployments/transition";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { later } from "@/lib/operations/pace";
import { type Candidate, type Outcome, superseded, type Work } from "@/lib/operations/work";
import { getProvider } from "@/lib/providers/registry";
import {
  findReplacements,
  type Replacement,
  readLaunchPrice,
} from "@/lib/repair/find-replacements";
import { nextRung } from "@/lib/repair/next-rung";
import { type RepairRow, readFacts } from "@/lib/repair/read-facts";
import type { HoldReason } from "@/lib/repair/types";
import { beginAct, blockRepair, endAct, exhaustRepair } from "@/lib/repair/write-repair";
import { isRebuild, type RepairPolicy, type Rung } from "@/lib/repair-policy/schema";

/**
 * Looks at everything that decides once more and chooses what is done next, or stops with the
 * reason. Nothing has been sent for it yet.
 */
export async function choose(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const read = await asWorker((tx) =>
    readFacts(tx, work.deployment, { now: work.now, ownOperationId: work.operation.id }),
  );
  const { current, facts } = read;
  if (!current) return superseded;
  if (current.acts.some(({ endedAt }) => endedAt === null)) return closeAct(work, current);
  const due = nextRung(facts, work.now);
  switch (due.kind) {
    case "hold":
      return stop(work, current, due.reason);
    case "exhausted":
      return exhausted(work, current);
    case "act":
      return facts.policy && isRebuild(due.rung)
        ? chooseOffer(work, { current, policy: facts.policy, from: due.rung })
        : begin(work, current, due.rung);
    default:
      return due satisfies never;
  }
}

/**
 * None of the offers it was to be made anew from became a running machine. Where none became a
 * machine at all, the market is asked again later; one that was made and did not run was tried.
 */
function closeAct(work: Work, current: RepairRow): Outcome {
  const { now, operation, calls } = work;
  const [act] = current.acts.filter(({ endedAt }) => endedAt === null);
  const made = calls.filter(
    ({ verb, status, createdAt }) =>
      verb === "launch" && status === "OK" && act !== undefined && createdAt >= act.at,
  );
  const failed = triedSince(work, act?.at ?? now).filter(({ reason }) => !isOfMarket(reason));
  const [last] = failed.toSorted((a, b) => timeOf(b) - timeOf(a));
  const isMarket = made.length === 0 && last === undefined;
  const outcome = isMarket ? "no-capacity" : (last?.reason ?? "not-made");
  const write = (tx: Tx) => endAct(tx, operation.id, { outcome, at: now });
  if (!isMarket) return { kind: "next", step: "choose", write };
  return stop(work, current, "no-capacity", write);
}

function triedSince({ candidates }: Work, at: Date): Candidate[] {
  return candidates.filter(({ state, endedAt }) => state === "refused" && endedAt && endedAt >= at);
}

const isOfMarket = (reason: string | null) => ofTheMarket.has(reason ?? "");
const timeOf = ({ endedAt }: Candidate) => endedAt?.getTime() ?? 0;
const ofTheMarket = new Set([
  "no-capacity",
  "capacity-pause",
  "quota",
  "offer-gone",
  "offer-dearer",
  "provider-unreachable",
]);

/** It stops here for now; the sweep goes on with it once nothing is in the way any more. */
function stop(
  work: Work,
  current: RepairRow,
  reason: HoldReason,
  write?: (tx: Tx) => Promise<void>,
): Outcome {
  return {
    kind: "end",
    state: "failed",
    reason: "repair-waits",
    point: "blocked",
    write: async (tx) => {
      await write?.(tx);
      await showMissing(tx, work);
      await blockRepair(tx, troubleOf(work, current), reason);
    },
  };
}

function exhausted(work: Work, current: RepairRow): Outcome {
  return {
    kind: "end",
    state: "failed",
    reason: "repair-exhausted",
    point: "exhausted",
    write: async (tx) => {
      await showMissing(tx, work);
      await skipCandidates(tx, work.deployment.id, work.now);
      await exhaustRepair(tx, troubleOf(work, current));
    },
  };
}

function troubleOf({ deployment, now }: Work, current: RepairRow) {
  return { row: deployment, current, fault: current.fault, badSince: current.badSince, now };
}

/** What has no machine for now is shown as failed; it may come back from that. */
async function showMissing(tx: Tx, { deployment, now }: Work): Promise<void> {
  if (deployment.providerInstanceId !== null) return;
  await transition(tx, deployment.id, {
    to: "failed",
    reason: "repair-waits",
    cause: "operation",
    at: now,
  });
}

function begin(work: Work, { id: repairId }: RepairRow, rung: Rung): Outcome {
  return {
    kind: "next",
    step: rung,
    point: "chosen",
    write: (tx) => noteBegun(tx, work, { repairId, rung, providerId: work.deployment.providerId }),
  };
}

interface Begun {
  readonly repairId: string;
  readonly rung: Rung;
  readonly providerId: string;
}

async function noteBegun(
  tx: Tx,
  { operation, deployment, now }: Work,
  begun: Begun,
): Promise<void> {
  const { providerId, ...facts } = begun;
  const { id: operationId, teamId } = operation;
  await beginAct(tx, { ...facts, teamId, operationId, deploymentId: deployment.id, at: now });
  const limitMs = getProvider(providerId).meta.capabilities?.startDeadlineMs ?? 0;
  await tx.operation.update({
    where: { id: operationId },
    data: { deadline: later(now, limitMs), context: { begunAt: now.toISOString() } },
  });
}

interface Asked {
  readonly current: RepairRow;
  readonly policy: RepairPolicy;
  readonly from: Rung;
}

/**
 * Chooses what the machine is made anew from before the old one is ended. The old one always is, and
 * its end confirmed, so that two never serve and two are never paid.
 */
async function chooseOffer(work: Work, { current, policy, from }: Asked): Promise<Outcome> {
  const { deployment, now } = work;
  const found = await asWorker(async (tx) => {
    const { tier } = await teamEntitlement(tx, deployment.teamId, now);
    const launchedAt = await readLaunchPrice(tx, deployment);
    const except = failedOffers(work, current);
    return findReplacements(tx, deployment, { policy, from, launchedAt, tier, except, now });
  });
  const offers = found.replacements;
  const [first] = offers;
  if (!first) return stop(work, current, found.reason ?? "no-offer");
  if (!(await asWorker((tx) => isInBudget(tx, work, offers)))) {
    return stop(work, current, "budget-reached");
  }
  const stands = deployment.providerInstanceId !== null;
  return {
    kind: "next",
    step: stands ? "delete" : "create",
    point: "chosen",
    write: async (tx) => {
      await askBudget(tx, work, offers);
      await forgetUntried(tx, work, current);
      const [next] = await writeCandidates(tx, work, offers);
      const { rung, offer } = first;
      await noteBegun(tx, work, { repairId: current.id, rung, providerId: offer.providerId });
      if (!stands && next) await takeFirst(tx, work, next);
    },
  };
}

/** Offers whose machines were paid and never ran are left alone for the rest of the repair. */
function failedOffers(work: Work, { openedAt }: RepairRow): ReadonlySet<string> {
  const failed = triedSince(work, openedAt).filter(({ reason }) => !isOfMarket(reason));
  return new Set(failed.map(({ offerId }) => offerId));
}

/** From now on the deployment is what is made from this offer. */
export async function takeFirst(tx: Tx, work: Work, next: Candidate): Promise<void> {
  const { deployment, operation, now } = work;
  await transition(tx, deployment.id, {
    to: "requested",
    reason: null,
    cause: "operation",
    at: now,
  });
  await takeCandidate(tx, work, next);
  const limitMs = getProvider(next.providerId).meta.capabilities?.startDeadlineMs ?? 0;
  await tx.operation.update({
    where: { id: operation.id },
    data: { deadline: later(now, limitMs), context: {} },
  });
}

/** What budgets that hold have left must do for the dearest of the offers. */
async function askBudget(tx: Tx, work: Work, offers: readonly Replacement[]): Promise<void> {
  const { deployment: row, now } = work;
  await holdBudgets(tx, row.teamId);
  const segments = await tx.usageSegment.findMany({ where: { deploymentId: row.id } });
  const soFar = costOf(segments, now);
  const [dearest = 0n] = offers.map(totalOf).sort((a, b) => (a > b ? -1 : 1));
  await requireBudget(tx, row.teamId, {
    now,
    projectId: row.projectId,
    deploymentId: row.id,
    reserving: runningUnder(row, { ...row, ratePerHourMicros: dearest }, soFar),
    ...(isPaidFor(row) && { before: runningUnder(row, row, soFar) }),
  });
}

/** What is not there any more takes nothing of a budget that its replacement could have. */
function isPaidFor({ status }: Work["deployment"]): boolean {
  return status === "running" || status === "provisioning";
}

async function isInBudget(tx: Tx, work: Work, offers: readonly Replacement[]): Promise<boolean> {
  try {
    await askBudget(tx, work, offers);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.reason === "budget-reached") return false;
    throw error;
  }
}

/** Offers of an earlier look at the market that were never tried are not kept. */
async function forgetUntried(tx: Tx, { deployment, now }: Work, { openedAt }: RepairRow) {
  await skipCandidates(tx, deployment.id, now);
  await tx.launchCandidate.deleteMany({
    where: {
      deploymentId: deployment.id,
      state: "skipped",
      startedAt: null,
      quotedAt: { gte: openedAt },
    },
  });
}

/** Puts the offers behind those that were tried before. */
async function writeCandidates(
  tx: Tx,
  { deployment, candidates, now }: Work,
  offers: readonly Replacement[],
): Promise<Candidate[]> {
  const last = candidates.at(-1)?.rank ?? 0;
  const rows = offers.map(({ offer, key, perHourMicros }, index) => ({
    id: newId("can"),
    teamId: deployment.teamId,
    deploymentId: deployment.id,
    rank: last + index + 1,
    providerKeyId: key.id,
    providerId: offer.providerId,
    offerId: offer.id,
    gpuModel: offer.modelId,
    gpuSpelling: offer.gpuSpelling,
    gpuCount: deployment.gpuCount,
    instanceType: offer.instanceType,
    region: offer.region ?? (offer.providerId === deployment.providerId ? deployment.region : null),
    tier: offer.tier,
    pricingModel: offer.pricingModel,
    quotedPerHourMicros: perHourMicros,
    quotedAt: now,
    state: "waiting",
  }));
  const made = await tx.launchCandidate.createManyAndReturn({ data: rows });
  return made.toSorted((a, b) => a.rank - b.rank).map((row) => ({ ...row, keyState: "active" }));
}
