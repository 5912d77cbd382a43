import { costOf } from "@/lib/costs/meter";
import type { Tx } from "@/lib/db";
import type { Reason } from "@/lib/deployments/reasons";
import { runningDiskPerHour, stoppedPerHour } from "@/lib/deployments/usage-rate";
import type { Deployment } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import type { Candidate, Work } from "@/lib/operations/work";
import { getProvider } from "@/lib/providers/registry";

/** The offer being tried, or the first to try; `undefined` where the deployment's own is the only one. */
export function currentCandidate({ candidates }: Pick<Work, "candidates">): Candidate | undefined {
  return (
    candidates.find(({ state }) => state === "trying") ??
    candidates.find(({ state }) => state === "waiting")
  );
}

/** The offer to try after the current one; one whose key is gone is not tried. */
export function nextCandidate(work: Pick<Work, "candidates">): Candidate | undefined {
  const current = currentCandidate(work);
  return work.candidates.find(
    ({ id, state, keyState }) => id !== current?.id && state === "waiting" && keyState === "active",
  );
}

/** Notes that the current offer is being tried, together with the intent to buy it. */
export async function beginCandidate(tx: Tx, work: Work): Promise<void> {
  const current = currentCandidate(work);
  if (current?.state !== "waiting") return;
  await tx.launchCandidate.update({
    where: { id: current.id },
    data: { state: "trying", startedAt: work.now },
  });
}

/** Notes why the current offer came to nothing, and what trying it has cost. */
export async function endCandidate(
  tx: Tx,
  work: Work,
  facts: { readonly reason: Reason; readonly detail?: string | undefined },
): Promise<void> {
  const current = currentCandidate(work);
  if (!current) return;
  await tx.launchCandidate.update({
    where: { id: current.id },
    data: {
      state: "refused",
      reason: facts.reason,
      detail: facts.detail ?? null,
      startedAt: current.startedAt ?? work.now,
      endedAt: work.now,
      costMicros: await costOfTrying(tx, work),
    },
  });
}

/** Notes that the machine was made anew elsewhere, and what it has cost until then. */
export async function replaceCandidate(tx: Tx, work: Work): Promise<void> {
  const made = work.candidates.find(({ state }) => state === "made");
  const costMicros = await costOfTrying(tx, work);
  const ended = { state: "replaced", endedAt: work.now, costMicros };
  if (made) {
    await tx.launchCandidate.update({ where: { id: made.id }, data: ended });
    return;
  }
  const { deployment } = work;
  await tx.launchCandidate.create({
    data: { ...offerOf(deployment), ...ended, id: newId("can"), rank: 0 },
  });
}

/** A machine that was adopted came from no offer of ours: what it is stands for one. */
function offerOf(deployment: Deployment) {
  return {
    teamId: deployment.teamId,
    deploymentId: deployment.id,
    offerId: deployment.offerId,
    providerKeyId: deployment.providerKeyId,
    providerId: deployment.providerId,
    gpuModel: deployment.gpuModel,
    gpuSpelling: deployment.gpuSpelling,
    gpuCount: deployment.gpuCount,
    instanceType: deployment.instanceType,
    region: deployment.region,
    tier: deployment.tier,
    pricingModel: deployment.pricingModel,
    quotedPerHourMicros: deployment.quotedPerHourMicros,
    quotedAt: deployment.quotedAt,
    startedAt: deployment.createdAt,
  };
}

/** What is booked so far, less what earlier offers have cost already. */
async function costOfTrying(tx: Tx, { deployment, candidates, now }: Work) {
  const segments = await tx.usageSegment.findMany({ where: { deploymentId: deployment.id } });
  const before = candidates.reduce((sum, { costMicros }) => sum + costMicros, 0n);
  return costOf(segments, now) - before;
}

/**
 * Makes another offer the one the deployment is launched from: everything about it is rewritten,
 * and whatever was known of a machine made from the one before is forgotten.
 */
export async function takeCandidate(tx: Tx, work: Work, next: Candidate): Promise<void> {
  await tx.launchCandidate.update({
    where: { id: next.id },
    data: { state: "trying", startedAt: work.now },
  });
  await tx.deployment.update({
    where: { id: work.deployment.id },
    data: {
      providerKeyId: next.providerKeyId,
      providerId: next.providerId,
      offerId: next.offerId,
      instanceType: next.instanceType,
      region: next.region,
      tier: next.tier,
      gpuModel: next.gpuModel,
      gpuSpelling: next.gpuSpelling,
      gpuCount: next.gpuCount,
      pricingModel: next.pricingModel,
      quotedPerHourMicros: next.quotedPerHourMicros,
      quotedAt: next.quotedAt,
      ...ratesOf(work.deployment, next),
      providerInstanceId: null,
      sshHost: null,
      sshPort: null,
      sshUser: null,
      hasOwnAddress: false,
      publicPorts: [],
      billedMicros: null,
      billCheckAt: null,
      comparedAt: null,
      comparedCountedMicros: null,
      comparedBilledMicros: null,
      comparedUnitMicros: null,
      receiptPerHourMicros: null,
      receiptAt: null,
      providerStatus: null,
      providerWord: null,
      providerToldAt: null,
      keepsGpu: false,
    },
  });
}

function ratesOf({ diskGb }: Deployment, { providerId, quotedPerHourMicros }: Candidate) {
  const { capabilities } = getProvider(providerId).meta;
  if (!capabilities) return { ratePerHourMicros: quotedPerHourMicros, stoppedPerHourMicros: 0n };
  const disk = diskGb ?? capabilities.diskGb?.default ?? null;
  const runningPerHourMicros = quotedPerHourMicros + runningDiskPerHour(capabilities, disk);
  return {
    ratePerHourMicros: runningPerHourMicros,
    stoppedPerHourMicros: stoppedPerHour(capabilities, { diskGb: disk, runningPerHourMicros }),
  };
}

/** The offers that were not needed in the end, or are not wanted any more. */
export async function skipCandidates(tx: Tx, deploymentId: string, at: Date): Promise<void> {
  await tx.launchCandidate.updateMany({
    where: { deploymentId, state: { in: ["waiting", "trying"] } },
    data: { state: "skipped", endedAt: at },
  });
}

/** The offer being tried became a running machine; the others are kept where it may yet fail. */
export async function settleCandidates(
  tx: Tx,
  deploymentId: string,
  at: Date,
  { keepsWaiting = false } = {},
): Promise<void> {
  await tx.launchCandidate.updateMany({
    where: { deploymentId, state: "trying" },
    data: { state: "made", endedAt: at },
  });
  if (!keepsWaiting) await skipCandidates(tx, deploymentId, at);
}
