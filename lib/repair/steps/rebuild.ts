import { z } from "zod";
import type { Tx } from "@/lib/db";
import { currentCandidate, replaceCandidate, settleCandidates } from "@/lib/deployments/candidates";
import { parseReason } from "@/lib/deployments/reasons";
import type { GiveUp } from "@/lib/deployments/steps/await-running";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { askRemoval, type Removal } from "@/lib/deployments/steps/remove";
import { transition } from "@/lib/deployments/transition";
import { wasBlindSince } from "@/lib/operations/blindness";
import type { Outcome, Work } from "@/lib/operations/work";
import { cameBack, guarded } from "@/lib/repair/steps/call-off";
import { takeFirst } from "@/lib/repair/steps/choose";
import { didNotHelp } from "@/lib/repair/steps/reboot";
import { stoppedThere } from "@/lib/repair/steps/stopped-there";

const givenUp = z.object({ giveUp: z.string() });

/** One that is being made anew is one of the offers; the old one is what stood before them. */
function isNew(work: Work): boolean {
  return currentCandidate(work)?.state === "trying";
}

/**
 * Ends the old machine before another is made, and one that was made anew and never ran. Nothing
 * else is made before the provider does not show it any more; a lost one is ended too, so that two
 * are never paid.
 */
export const repairRemoval: Removal = {
  yields: true,
  leavesLost: false,
  gone: (work, billedAt) => {
    if (!isNew(work)) return oldIsGone(work, billedAt);
    const { giveUp } = givenUp.parse(work.operation.context);
    return giveUpOffer(work, { reason: parseReason(giveUp), billedAt, point: "delete-gone" });
  },
};

const remove = askRemoval(repairRemoval);

/**
 * Ends the old machine, if it may be made anew still. One that was made anew and never ran is ended
 * whatever may be repaired by now: paid things do not linger.
 */
export function endMachine(work: Work): Promise<Outcome> {
  return isNew(work) ? remove(work) : endOld(work);
}

/**
 * One that was taken for gone is looked at first: where it stands after all, it is left alone, and
 * the next look at its account says that it came back.
 */
const endOld = guarded(
  async (work) => {
    const { deployment, calls, newerWish } = work;
    const isAsked = calls.some(
      ({ step, instanceId, sentAt }) =>
        step === "delete" && instanceId === deployment.providerInstanceId && sentAt !== null,
    );
    if (!newerWish && !isAsked && deployment.status === "lost") {
      const instance = await lookAt(work);
      if (instance && instance.status !== "terminated" && instance.status !== "terminating") {
        return cameBack(work);
      }
    }
    return remove(work);
  },
  ["delete"],
);

function oldIsGone(work: Work, billedAt: Date): Outcome {
  const { deployment, now } = work;
  const next = work.candidates.find(
    ({ state, keyState }) => state === "waiting" && keyState === "active",
  );
  return {
    kind: "next",
    step: next ? "create" : "choose",
    point: "delete-gone",
    write: async (tx: Tx) => {
      await transition(tx, deployment.id, {
        to: "requested",
        reason: null,
        cause: "operation",
        at: now,
        billedAt,
        also: { providerInstanceId: null },
      });
      await replaceCandidate(tx, work);
      if (next) await takeFirst(tx, work, next);
    },
  };
}

/**
 * What was to bring the machine up came to nothing: one that was made anew is ended again. One that
 * ran and stopped is kept, and one that may have run while nobody looked is from now on what the
 * policy decides about.
 */
export const giveUpRepair: GiveUp = (work, reason, instance): Outcome => {
  if (reason === "exited-at-start" && instance) return settling(work, stoppedThere(work));
  if (!isNew(work)) return didNotHelp(work, reason);
  if (instance && wasBlindSince(work.operation.runAfter, work.now)) {
    return settling(work, didNotHelp(work, reason));
  }
  return {
    kind: "next",
    step: "delete",
    write: async (tx) => {
      await tx.operation.update({
        where: { id: work.operation.id },
        data: { context: { giveUp: reason } },
      });
    },
  };
};

/** The machine that was being made is the deployment's from now on. */
function settling(work: Work, outcome: Outcome): Outcome {
  return {
    ...outcome,
    write: async (tx) => {
      await settleCandidates(tx, work.deployment.id, work.now);
      await outcome.write?.(tx);
    },
  };
}
