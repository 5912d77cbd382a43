import { z } from "zod";
import { refusalReason } from "@/lib/deployments/reasons";
import {
  isUp,
  lookAgain,
  lookAtStarted,
  START_STEP,
  unclearStart,
} from "@/lib/deployments/steps/look-at-started";
import { transition } from "@/lib/deployments/transition";
import { type CallResult, finishCall, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { lastCall, type Outcome, superseded, unsentCall, type Work } from "@/lib/operations/work";
import { stoppedThere } from "@/lib/repair/steps/stopped-there";
import { endAct } from "@/lib/repair/write-repair";

const LOOK_AGAIN_MS = 5_000;

/**
 * Restarts the machine, or starts it where its provider has stopped it. An answer that was lost is
 * taken for a yes: whether the machine is well again is seen, not told. A call that a worker died
 * over is made again, since a machine that is unwell loses nothing by another restart.
 */
export async function reboot(work: Work): Promise<Outcome> {
  if (work.newerWish && !unclearStart(work)) return superseded;
  const instance = await lookAtStarted(work);
  if (instance === "not-yet") return lookAgain();
  if (work.newerWish && !(instance && isUp(instance))) return superseded;
  if (!instance || instance.status === "terminated") return didNotHelp(work, "gone");
  if (instance.status === "stopped") {
    const isMeant = work.deployment.status === "stopped" || instance.isPreempted === true;
    return isMeant ? startIt(work, instance.id) : stoppedThere(work);
  }
  if (work.deployment.status === "stopped")
    return onItsWay(work, instance.id, unconfirmedSince(work));
  if (instance.status === "provisioning" || isTaken(work)) {
    return { kind: "next", step: "await-running" };
  }
  return restartIt(work, instance.id);
}

const begun = z.object({ begunAt: z.iso.datetime() });

/** The restart of this very try was answered, or may have been; those of earlier ones do not count. */
function isTaken({ operation, calls }: Work): boolean {
  const since = new Date(begun.parse(operation.context).begunAt);
  return calls.some(
    ({ step, status, createdAt }) =>
      step === "reboot" && createdAt >= since && (status === "OK" || status === "AMBIGUOUS"),
  );
}

/** A start nobody saw the answer of was taken when it was sent, and has cost money since. */
function unconfirmedSince(work: Work): Date | undefined {
  return lastCall(work, START_STEP)?.sentAt ?? undefined;
}

/** On its way up, under the id it has from now on. */
function onItsWay(
  work: Work,
  id: string,
  billedAt: Date | undefined,
  more: Pick<Outcome, "point" | "write"> = {},
): Outcome {
  return {
    kind: "next",
    step: "await-running",
    point: more.point ?? "start-result",
    write: async (tx) => {
      await more.write?.(tx);
      await transition(tx, work.deployment.id, {
        to: "provisioning",
        reason: null,
        cause: "operation",
        at: work.now,
        ...(billedAt && { billedAt }),
        also: { providerInstanceId: id },
      });
    },
  };
}

async function restartIt(work: Work, id: string): Promise<Outcome> {
  const { instances, credentials } = work.account;
  const act = instances.restart;
  if (!act) return didNotHelp(work, "refused");
  const result = await makeCall(work, {
    step: "reboot",
    verb: "restart",
    instanceId: id,
    unsent: unsentCall(work, "reboot"),
    act: (_name, context) => act(credentials, id, context),
  });
  if (result.kind === "answered") {
    const { call, at } = result;
    return {
      kind: "next",
      step: "await-running",
      point: "reboot-result",
      write: (tx) => finishCall(tx, call, { status: "OK", at }),
    };
  }
  return afterFailure(work, result);
}

async function startIt(work: Work, id: string): Promise<Outcome> {
  const { instances, credentials } = work.account;
  const act = instances.start;
  if (!act) return didNotHelp(work, "refused");
  const result = await makeCall(work, {
    step: START_STEP,
    verb: "start",
    instanceId: id,
    unsent: unsentCall(work, START_STEP),
    act: (_name, context) => act(credentials, id, context),
  });
  if (result.kind !== "answered") return afterFailure(work, result);
  const { call, at, value } = result;
  return onItsWay(work, value.id, at, {
    write: (tx) => finishCall(tx, call, { status: "OK", at, instanceId: value.id }),
  });
}

function afterFailure(
  work: Work,
  result: Exclude<CallResult<unknown>, { kind: "answered" }>,
): Outcome {
  if (result.kind === "withdrawn") return superseded;
  const { call, at, error, verdict } = result;
  if (verdict === "unsent") return waitUnsent(result);
  const point = `${call.step}-result` as const;
  if (verdict === "ambiguous") {
    return {
      kind: "wait",
      forMs: Math.max(error.retryAfterMs ?? 0, paced(LOOK_AGAIN_MS)),
      reason: "looking",
      point,
      write: (tx) => finishCall(tx, call, { status: "AMBIGUOUS", at, error }),
    };
  }
  return didNotHelp(work, refusalReason(error.kind), {
    point,
    write: (tx) => finishCall(tx, call, { status: "FAILED", at, error }),
  });
}

/** What was done did not help: what else may be done is chosen. */
export function didNotHelp(
  work: Work,
  outcome: string,
  more: Pick<Outcome, "point" | "write"> = {},
): Outcome {
  return {
    kind: "next",
    step: "choose",
    ...(more.point !== undefined && { point: more.point }),
    write: async (tx) => {
      await more.write?.(tx);
      await endAct(tx, work.operation.id, { outcome, at: work.now });
    },
  };
}
