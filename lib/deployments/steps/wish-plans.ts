import { z } from "zod";
import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { settleCandidates } from "@/lib/deployments/candidates";
import { parseReason, type Reason } from "@/lib/deployments/reasons";
import { awaitRunning } from "@/lib/deployments/steps/await-running";
import { create } from "@/lib/deployments/steps/create";
import { finishLaunch } from "@/lib/deployments/steps/finish-launch";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import { giveUpWish } from "@/lib/deployments/steps/give-up-wish";
import { askRemoval, awaitGone, type Removal, wishedRemoval } from "@/lib/deployments/steps/remove";
import { removeExtra } from "@/lib/deployments/steps/remove-extra";
import { restart } from "@/lib/deployments/steps/restart";
import { keepAsToldBy, start } from "@/lib/deployments/steps/start";
import { awaitStopped, stop } from "@/lib/deployments/steps/stop";
import { recordEvent } from "@/lib/events/record-event";
import { wasBlindSince } from "@/lib/operations/blindness";
import type { Outcome, Plans, Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const unstartedContext = z.object({ giveUp: z.string() });

/** A machine that was made but never ran is ended: paid things do not linger. */
const removalOfUnstarted: Removal = {
  yields: true,
  leavesLost: false,
  gone: (work, billedAt) => {
    const { giveUp } = unstartedContext.parse(work.operation.context);
    return giveUpOffer(work, { reason: parseReason(giveUp), billedAt, point: "delete-gone" });
  },
};

/**
 * A machine that ran and stopped holds data: it is kept. One that never came to run is ended, unless
 * it may have run while nobody looked.
 */
function giveUpCreated(work: Work, reason: Reason, instance: Instance | null): Outcome {
  if (instance?.status === "stopped") {
    const { id } = work.deployment;
    return keepAsToldBy(work, reason, instance, (tx) => settleCandidates(tx, id, work.now));
  }
  if (instance && wasBlindSince(work.operation.runAfter, work.now)) {
    return leaveStanding(work, reason, instance);
  }
  return {
    kind: "next",
    step: "delete",
    write: async (tx) => {
      const context = { giveUp: reason };
      await tx.operation.update({ where: { id: work.operation.id }, data: { context } });
      await countFailed(tx, work, instance);
    },
  };
}

/**
 * Billing may have begun although the machine never ran, where its start costs nothing or is priced
 * apart: it goes by what the provider says it costs.
 */
async function countFailed(tx: Tx, work: Work, instance: Instance | null): Promise<void> {
  if (instance?.status !== "failed") return;
  const { startingPerHourMicros: starting, ratePerHourMicros } = instance;
  const rate = starting ?? ratePerHourMicros;
  const isAsBefore =
    work.account.capabilities.billingStarts === "created" && starting === undefined;
  if (rate === null || isAsBefore) return;
  await setRate(tx, work.deployment, { rate, at: work.now, cause: "failed" });
}

/** It stays as the provider says it is: a person is told, and decides what becomes of it. */
function leaveStanding(work: Work, reason: Reason, instance: Instance): Outcome {
  const { id, teamId, name, providerId } = work.deployment;
  return keepAsToldBy(work, reason, instance, async (tx) => {
    await settleCandidates(tx, id, work.now);
    if (instance.status === "failed") return;
    await recordEvent(tx, {
      type: "deployment.failed",
      teamId,
      deploymentId: id,
      data: { name, providerId, reason },
      at: work.now,
    });
  });
}

/** The wish to run is given up; what the machine does is for the next look at it to say. */
function giveUpStart(work: Work, reason: string): Outcome {
  return {
    kind: "end",
    state: "failed",
    reason,
    point: "result",
    write: async (tx) => {
      const { id, status } = work.deployment;
      await tx.deployment.update({ where: { id }, data: { statusReason: reason } });
      await giveUpWish(tx, work, {
        restartRequested: false,
        ...(status === "stopped" && { desired: "stopped" }),
      });
    },
  };
}

/** The ordered steps of every kind of operation that a person's wish brings about. */
export const wishPlans: Omit<Plans, "repair"> = {
  create: {
    first: "create",
    steps: {
      create,
      "remove-extra": removeExtra,
      "await-running": awaitRunning(giveUpCreated),
      "finish-launch": finishLaunch(giveUpCreated),
      delete: askRemoval(removalOfUnstarted),
      "await-gone": awaitGone(removalOfUnstarted),
    },
  },
  start: {
    first: "start",
    steps: { start, "await-running": awaitRunning(keepAsToldBy) },
    late: giveUpStart,
  },
  stop: { first: "stop", steps: { stop, "await-stopped": awaitStopped } },
  restart: {
    first: "restart",
    steps: { restart, "await-running": awaitRunning(keepAsToldBy) },
    late: giveUpStart,
  },
  delete: {
    first: "delete",
    steps: { delete: askRemoval(wishedRemoval), "await-gone": awaitGone(wishedRemoval) },
  },
};
