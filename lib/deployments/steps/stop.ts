import type { Tx } from "@/lib/db";
import { observe } from "@/lib/deployments/observe";
import { refusalReason } from "@/lib/deployments/reasons";
import { finishUnclear } from "@/lib/deployments/steps/follow-machine";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { keepAsToldBy } from "@/lib/deployments/steps/start";
import { type StopAct, stopActFor } from "@/lib/deployments/steps/stop-act";
import { transition } from "@/lib/deployments/transition";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { backOffMs, later, paced } from "@/lib/operations/pace";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { lastCall, type Outcome, superseded, unsentCall, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";
import type { ProviderError } from "@/lib/providers/errors";

const FIRST_LOOK_MS = 1_000;
const SLOWEST_LOOK_MS = 15_000;
/** A system that has not shut down by then is left to the provider's harder means. */
const ASK_AGAIN_MS = 3 * 60_000;

/**
 * Asks the provider to stop a machine or to send it to sleep, after a look whether that is not so
 * already. Where only a stopped machine can sleep, it is stopped first.
 */
export async function stop(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  const act = stopActFor(work, instance);
  if (act && work.now <= work.operation.deadline) return ask(work, instance, act);
  if (isStopped(instance, act)) return stopped(work, instance);
  return keepAsToldBy(work, "stop-timeout", instance);
}

/** A machine that has stopped but would not sleep is stopped all the same; one half-way there is not. */
function isStopped({ status }: Instance, next: StopAct | null): boolean {
  return status === "stopped" && next?.verb !== "stop";
}

async function ask(work: Work, instance: Instance, next: StopAct): Promise<Outcome> {
  const { account, deployment } = work;
  const { verb, act } = next;
  const result = await makeCall(work, {
    step: verb,
    verb,
    instanceId: instance.id,
    unsent: unsentCall(work, verb),
    begin: async (tx) => {
      await transition(tx, deployment.id, {
        to: "stopping",
        reason: null,
        cause: "user",
        at: work.now,
      });
    },
    act: (_name, context) => act(account.credentials, instance.id, context),
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
  const { error, verdict } = result;
  if (sleepsAlready(work, verb, error)) {
    return stopped(work, instance, {
      sleeps: true,
      write: (tx) => finishCall(tx, call, { status: "OK", at }),
    });
  }
  if (verdict === "unsent") return waitUnsent(result);
  const isBusy = error.kind === "conflict" && instance.status !== "failed";
  if (verdict === "ambiguous" || isBusy) return finishUnclear(result);
  const write = (tx: Tx) => finishCall(tx, call, { status: "FAILED", at, error });
  return isStopped(instance, next)
    ? stopped(work, instance, { write })
    : keepAsToldBy(work, refusalReason(error.kind), instance, write);
}

/** It was told to sleep before, and the answer to that was lost. */
function sleepsAlready(work: Work, verb: string, { kind }: ProviderError): boolean {
  const before = lastCall(work, "hibernate");
  return verb === "hibernate" && kind === "conflict" && before?.status === "AMBIGUOUS";
}

/** Waits until the provider says that the machine has stopped. */
export async function awaitStopped(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { operation } = work;
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  const act = stopActFor(work, instance);
  if (isStopped(instance, act)) {
    return act ? { kind: "next", step: "stop", point: "stopped" } : stopped(work, instance);
  }
  if (work.now > operation.deadline) return keepAsToldBy(work, "stop-timeout", instance);
  if (isStill(instance) && isDueAgain(work)) return { kind: "next", step: "stop", point: "wait" };
  const forMs = paced(backOffMs(operation.attempt, FIRST_LOOK_MS, SLOWEST_LOOK_MS));
  return { kind: "wait", forMs, reason: "stopping" };
}

/** It stands as before it was asked to stop. */
const isStill = ({ status }: Instance) => status === "running" || status === "stopped";

/** Where stopping takes several calls, asking again makes the next one. */
function isDueAgain({ calls, now }: Work): boolean {
  const last = calls.at(-1);
  return last?.status === "OK" && now >= later(last.endedAt ?? now, ASK_AGAIN_MS);
}

interface Ending {
  readonly write?: (tx: Tx) => Promise<void>;
  readonly sleeps?: boolean;
}

/**
 * When the provider took the first call that stops it: of several alike the last that was taken, as
 * one that had to be made again did nothing before, else when one without an answer was sent.
 */
function takenSince({ calls }: Work): Date | null {
  const open = calls.filter(({ status }) => status !== "FAILED" && status !== "ABSENT");
  const [first] = open;
  const alike = open.filter(({ step }) => step === first?.step);
  const taken = alike.findLast(({ status }) => status === "OK");
  return taken?.endedAt ?? first?.sentAt ?? null;
}

/**
 * Whether one that has stopped sleeps: it was told to, or may have been, and to nothing else. One that
 * still has its GPU was shut off instead.
 */
function isPutToSleep(work: Work, { keepsGpu }: Instance): boolean {
  if (keepsGpu) return false;
  const last = lastCall(work, "hibernate")?.status;
  const mayBeTold = last === "SENT" || last === "AMBIGUOUS";
  return last === "OK" || (mayBeTold && lastCall(work, "stop") === undefined);
}

/**
 * The running rate ends when the provider took the stop, not when we saw it stopped; that of one that
 * had stopped and kept its GPU too, so that the look at it books nothing.
 */
function stopped(
  work: Work,
  instance: Instance,
  { write, sleeps = isPutToSleep(work, instance) }: Ending = {},
): Outcome {
  const { deployment, now } = work;
  const takenAt = takenSince(work);
  const isForGood = deployment.status === "stopped" && takenAt !== null;
  return {
    kind: "end",
    state: "succeeded",
    reason: null,
    point: "stopped",
    write: async (tx) => {
      await write?.(tx);
      const statusReason = sleeps ? "hibernated" : deployment.statusReason;
      const status = isForGood && !sleeps ? "stopping" : deployment.status;
      await observe(tx, { ...deployment, status, statusReason }, instance, now);
      await transition(tx, deployment.id, {
        to: "stopped",
        ...(isForGood && { from: "stopped" }),
        reason: sleeps ? "hibernated" : null,
        cause: "user",
        at: now,
        billedAt: takenAt ?? now,
      });
    },
  };
}
