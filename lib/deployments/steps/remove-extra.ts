import type { Tx } from "@/lib/db";
import { CREATE_STEP } from "@/lib/deployments/steps/launch-offer";
import { recordEvent } from "@/lib/events/record-event";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { callPoint } from "@/lib/operations/commit-points";
import { findMachines } from "@/lib/operations/find-machines";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { backOffMs, paced } from "@/lib/operations/pace";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const STEP = "extra";
const FIRST_RETRY_MS = 10_000;
const SLOWEST_RETRY_MS = 5 * 60_000;

/**
 * Ends the machines that were made beside the one that is kept, and tells of it. One that cannot be
 * ended keeps no newer wish waiting: the reaper ends it later.
 */
export async function removeExtra(work: Work): Promise<Outcome> {
  const { deployment, account } = work;
  const machines = await findMachines(work, CREATE_STEP);
  const extra = machines.find((one) => one.id !== deployment.providerInstanceId);
  if (!extra) {
    const write = (tx: Tx) => tellUnconfirmed(tx, work, machines);
    return { kind: "next", step: "await-running", write };
  }
  const result = await makeCall(work, {
    step: STEP,
    verb: "terminate",
    instanceId: extra.id,
    unsent: work.calls.find((call) => call.instanceId === extra.id && call.status === "INTENT"),
    always: true,
    act: (_name, context) => account.instances.terminate(account.credentials, extra.id, context),
  });
  if (result.kind === "withdrawn") return superseded;
  const point = callPoint(work.operation.kind, STEP, "result");
  if (result.kind === "failed") {
    const { call, error, verdict, at } = result;
    if (verdict === "unsent" && !work.newerWish) return waitUnsent(result);
    const status = verdict === "ambiguous" ? "AMBIGUOUS" : "FAILED";
    const write = (tx: Tx) => finishCall(tx, call, { status, at, error });
    if (work.newerWish) return { ...superseded, point, write };
    const retryMs = paced(backOffMs(work.operation.attempt, FIRST_RETRY_MS, SLOWEST_RETRY_MS));
    return { kind: "wait", forMs: retryMs, reason: "deleting", point, write };
  }
  return {
    kind: "wait",
    forMs: paced(2_000),
    reason: "deleting",
    point,
    write: (tx) => tellRemoved(tx, work, { call: result.call, at: result.at }),
  };
}

/** Ends whose answers nobody saw: the machines are gone, so they were made. */
async function tellUnconfirmed(tx: Tx, work: Work, left: readonly Instance[]): Promise<void> {
  const unclear = work.calls.filter(
    ({ step, status, instanceId }) =>
      step === STEP &&
      (status === "SENT" || status === "AMBIGUOUS") &&
      left.every(({ id }) => id !== instanceId),
  );
  for (const call of unclear) await tellRemoved(tx, work, { call, at: work.now });
}

async function tellRemoved(
  tx: Tx,
  { deployment, account }: Work,
  { call, at }: { readonly call: ProviderCall; readonly at: Date },
): Promise<void> {
  await finishCall(tx, call, { status: "OK", at });
  await recordEvent(tx, {
    type: "deployment.duplicate-removed",
    teamId: deployment.teamId,
    deploymentId: deployment.id,
    data: { name: deployment.name, providerId: deployment.providerId },
    at,
    dedupeKey: `duplicate:${account.providerKeyId}:${call.instanceId}`,
  });
}
