import { observe } from "@/lib/deployments/observe";
import { refusalReason } from "@/lib/deployments/reasons";
import { finishUnclear } from "@/lib/deployments/steps/follow-machine";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { keepAsToldBy } from "@/lib/deployments/steps/start";
import { transition } from "@/lib/deployments/transition";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { backOffMs, paced } from "@/lib/operations/pace";
import { lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const STEP = "stop";
const FIRST_LOOK_MS = 1_000;
const SLOWEST_LOOK_MS = 15_000;

/** Asks the provider to stop a machine, after a look whether it has not stopped already. */
export async function stop(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { account, deployment } = work;
  const id = deployment.providerInstanceId ?? "";
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  if (instance.status === "stopped") return stopped(work, instance);
  const act = account.instances.stop;
  if (!act || work.now > work.operation.deadline) {
    return keepAsToldBy(work, "stop-timeout", instance);
  }
  const result = await makeCall(work, {
    step: STEP,
    verb: "stop",
    instanceId: id,
    begin: async (tx) => {
      await transition(tx, deployment.id, {
        to: "stopping",
        reason: null,
        cause: "user",
        at: work.now,
      });
    },
    act: () => act(account.credentials, id, {}),
  });
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  if (result.kind === "answered") {
    return {
      kind: "next",
      step: "await-stopped",
      point: "result",
      write: (tx) => finishCall(tx, call, { status: "OK", at }),
    };
  }
  if (result.verdict === "ambiguous" || result.error.kind === "conflict") {
    return finishUnclear(result);
  }
  const { error } = result;
  return keepAsToldBy(work, refusalReason(error.kind), instance, (tx) =>
    finishCall(tx, call, { status: "FAILED", at, error }),
  );
}

/** Waits until the provider says that the machine has stopped. */
export async function awaitStopped(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { operation } = work;
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  if (instance.status === "stopped") return stopped(work, instance);
  if (work.now > operation.deadline) return keepAsToldBy(work, "stop-timeout", instance);
  const forMs = paced(backOffMs(operation.attempt, FIRST_LOOK_MS, SLOWEST_LOOK_MS));
  return { kind: "wait", forMs, reason: "stopping" };
}

/** The running rate ends when the provider took the stop, not when we saw it stopped. */
function stopped(work: Work, instance: Instance): Outcome {
  const { deployment, now } = work;
  const call = lastCall(work, STEP);
  const takenAt = call?.status === "OK" ? call.endedAt : call?.sentAt;
  return {
    kind: "end",
    state: "succeeded",
    reason: null,
    point: "stopped",
    write: async (tx) => {
      await observe(tx, deployment, instance, now);
      await transition(tx, deployment.id, {
        to: "stopped",
        reason: null,
        cause: "user",
        at: now,
        billedAt: takenAt ?? now,
      });
    },
  };
}
