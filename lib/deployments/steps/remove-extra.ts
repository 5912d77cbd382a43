import type { Tx } from "@/lib/db";
import { CREATE_STEP } from "@/lib/deployments/steps/launch-offer";
import { recordEvent } from "@/lib/events/record-event";
import { findMachines } from "@/lib/operations/find-machines";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { backOffMs, paced } from "@/lib/operations/pace";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";

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
  if (!extra) return { kind: "next", step: "await-running" };
  const result = await makeCall(work, {
    step: STEP,
    verb: "terminate",
    instanceId: extra.id,
    unsent: work.calls.find((call) => call.instanceId === extra.id && call.status === "INTENT"),
    always: true,
    act: (_name, context) => account.instances.terminate(account.credentials, extra.id, context),
  });
  if (result.kind === "withdrawn") return superseded;
  if (result.kind === "failed") {
    const { call, error, verdict, at } = result;
    if (verdict === "unsent" && !work.newerWish) return waitUnsent(result);
    const status = verdict === "ambiguous" ? "AMBIGUOUS" : "FAILED";
    const write = (tx: Tx) => finishCall(tx, call, { status, at, error });
    if (work.newerWish) return { ...superseded, write };
    const retryMs = paced(backOffMs(work.operation.attempt, FIRST_RETRY_MS, SLOWEST_RETRY_MS));
    return { kind: "wait", forMs: retryMs, reason: "deleting", write };
  }
  return {
    kind: "wait",
    forMs: paced(2_000),
    reason: "deleting",
    write: async (tx) => {
      await finishCall(tx, result.call, { status: "OK", at: result.at });
      await recordEvent(tx, {
        type: "deployment.duplicate-removed",
        teamId: deployment.teamId,
        deploymentId: deployment.id,
        data: { name: deployment.name, providerId: deployment.providerId },
        at: result.at,
        dedupeKey: `duplicate:${account.providerKeyId}:${extra.id}`,
      });
    },
  };
}
