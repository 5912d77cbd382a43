import type { Tx } from "@/lib/db";
import { observe } from "@/lib/deployments/observe";
import type { Reason } from "@/lib/deployments/reasons";
import { bookHalfWay, isFinished, isUnfinished } from "@/lib/deployments/steps/half-way";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { transition } from "@/lib/deployments/transition";
import { backOffMs, paced } from "@/lib/operations/pace";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const FIRST_LOOK_MS = 2_000;
const SLOWEST_LOOK_MS = 15_000;

/** What to do with a machine that will not run: a fresh one is removed, an old one is kept. */
export type GiveUp = (work: Work, reason: Reason, instance: Instance | null) => Outcome;

/** What follows once it runs; written in the transaction that says so. */
export type Arrive = (work: Work) => Outcome;

const done: Arrive = () => ({ kind: "end", state: "succeeded", reason: null });

/** Waits until the provider says that the machine runs. */
export function awaitRunning(giveUp: GiveUp, arrive = done): (work: Work) => Promise<Outcome> {
  return async (work) => {
    if (work.newerWish) return superseded;
    const { deployment } = work;
    const instance = await lookAt(work);
    if (!instance || instance.status === "terminated") {
      return isFresh(work) ? keepWaiting(work) : giveUp(work, "vanished", null);
    }
    if (instance.status === "running") return running(work, instance, arrive(work));
    if (instance.status === "failed") return giveUp(work, whyFailed(instance), instance);
    if (instance.status === "stopped" && isUnfinished(work)) {
      return {
        kind: "next",
        step: "finish-launch",
        write: (tx) => bookHalfWay(tx, work, instance),
      };
    }
    if (instance.status === "stopped" && !isFresh(work)) {
      return giveUp(work, whyStopped(instance), isFinished(work) ? null : instance);
    }
    if (work.now > work.operation.deadline) return giveUp(work, "start-timeout", instance);
    return keepWaiting(work, async (tx) => {
      await observe(tx, deployment, instance, work.now);
      await bookHalfWay(tx, work, instance);
    });
  };
}

function whyFailed({ isPreempted }: Instance): Reason {
  return isPreempted ? "preempted" : "boot-failed";
}

/** One that has no GPU was never switched on: there was none. */
function whyStopped({ isPreempted, keepsGpu }: Instance): Reason {
  if (isPreempted) return "preempted";
  return keepsGpu === false ? "no-capacity" : "exited-at-start";
}

/** A provider may not show what it made a moment ago, nor yet act on what it was told. */
function isFresh(work: Work): boolean {
  const ageMs = work.now.getTime() - work.deployment.statusSince.getTime();
  return ageMs < paced(work.account.capabilities.settleMs);
}

function keepWaiting(work: Work, write?: (tx: Tx) => Promise<void>): Outcome {
  const forMs = paced(backOffMs(work.operation.attempt, FIRST_LOOK_MS, SLOWEST_LOOK_MS));
  return { kind: "wait", forMs, reason: "booting", write };
}

function running(work: Work, instance: Instance, arrived: Outcome): Outcome {
  const { deployment, now } = work;
  return {
    ...arrived,
    point: "running",
    write: async (tx) => {
      await observe(tx, deployment, instance, now);
      await transition(tx, deployment.id, {
        to: "running",
        reason: null,
        cause: "operation",
        at: now,
      });
      await tx.deployment.update({
        where: { id: deployment.id },
        data: { restartRequested: false, statusReason: null },
      });
      await arrived.write?.(tx);
    },
  };
}
