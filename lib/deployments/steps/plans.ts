import { z } from "zod";
import { parseReason, type Reason } from "@/lib/deployments/reasons";
import { awaitRunning } from "@/lib/deployments/steps/await-running";
import { create } from "@/lib/deployments/steps/create";
import { askRemoval, awaitGone, type Removal, wishedRemoval } from "@/lib/deployments/steps/remove";
import { removeExtra } from "@/lib/deployments/steps/remove-extra";
import { restart } from "@/lib/deployments/steps/restart";
import { keepAsToldBy, start } from "@/lib/deployments/steps/start";
import { awaitStopped, stop } from "@/lib/deployments/steps/stop";
import { transition } from "@/lib/deployments/transition";
import type { Outcome, Plans, Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const unstartedContext = z.object({ giveUp: z.string() });

/** A machine that was made but never ran is ended: paid things do not linger. */
const removalOfUnstarted: Removal = {
  yields: true,
  gone: (work, billedAt) => {
    const { giveUp } = unstartedContext.parse(work.operation.context);
    const reason = parseReason(giveUp);
    return {
      kind: "end",
      state: "failed",
      reason,
      point: "delete-gone",
      write: async (tx) => {
        await transition(tx, work.deployment.id, {
          to: "failed",
          reason,
          cause: "operation",
          at: work.now,
          billedAt,
          also: { endedAt: work.now },
        });
      },
    };
  },
};

/** A machine that ran and stopped holds data: it is kept. One that never came to run is ended. */
function giveUpCreated(work: Work, reason: Reason, instance: Instance | null): Outcome {
  if (instance?.status === "stopped") return keepAsToldBy(work, reason, instance);
  return {
    kind: "next",
    step: "delete",
    write: async (tx) => {
      const context = { giveUp: reason };
      await tx.operation.update({ where: { id: work.operation.id }, data: { context } });
    },
  };
}

/** The ordered steps of every kind of operation. */
export const plans: Plans = {
  create: {
    first: "create",
    steps: {
      create,
      "remove-extra": removeExtra,
      "await-running": awaitRunning(giveUpCreated),
      delete: askRemoval(removalOfUnstarted),
      "await-gone": awaitGone(removalOfUnstarted),
    },
  },
  start: {
    first: "start",
    steps: { start, "await-running": awaitRunning(keepAsToldBy) },
  },
  stop: { first: "stop", steps: { stop, "await-stopped": awaitStopped } },
  restart: {
    first: "restart",
    steps: { restart, "await-running": awaitRunning(keepAsToldBy) },
  },
  delete: {
    first: "delete",
    steps: { delete: askRemoval(wishedRemoval), "await-gone": awaitGone(wishedRemoval) },
  },
};
