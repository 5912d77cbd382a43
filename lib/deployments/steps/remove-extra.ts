import { CREATE_STEP } from "@/lib/deployments/steps/create";
import { recordEvent } from "@/lib/events/record-event";
import { findMachines } from "@/lib/operations/find-machines";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";

/** Ends the machines that were made beside the one that is kept, and tells of it. */
export async function removeExtra(work: Work): Promise<Outcome> {
  const { deployment, account } = work;
  const machines = await findMachines(work, CREATE_STEP);
  const extra = machines.find((one) => one.id !== deployment.providerInstanceId);
  if (!extra) return { kind: "next", step: "await-running" };
  const result = await makeCall(work, {
    step: "extra",
    verb: "terminate",
    instanceId: extra.id,
    always: true,
    act: () => account.instances.terminate(account.credentials, extra.id, {}),
  });
  if (result.kind === "withdrawn") return superseded;
  if (result.kind === "failed") {
    const { call, error, at } = result;
    return {
      kind: "wait",
      forMs: paced(10_000),
      reason: "deleting",
      write: (tx) => finishCall(tx, call, { status: "FAILED", at, error }),
    };
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
