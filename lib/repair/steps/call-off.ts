import { asWorker, type Tx } from "@/lib/db";
import { currentCandidate, skipCandidates } from "@/lib/deployments/candidates";
import { finishCall } from "@/lib/operations/make-call";
import type { Outcome, Step, Work } from "@/lib/operations/work";
import { nextRung } from "@/lib/repair/next-rung";
import { readFacts } from "@/lib/repair/read-facts";
import { blockRepair, endAct } from "@/lib/repair/write-repair";

/** What was about to be done is not done, and does not count as tried: what is due is chosen anew. */
function callOff(work: Work): Outcome {
  return { kind: "next", step: "choose", write: (tx) => withdraw(tx, work, "called-off") };
}

/** The machine is there after all: the next look at its account says so, and until then it is left alone. */
export function cameBack(work: Work): Outcome {
  const { operation, deployment, now } = work;
  return {
    kind: "end",
    state: "failed",
    reason: "repair-waits",
    point: "blocked",
    write: async (tx) => {
      await withdraw(tx, work, "came-back");
      const asked = { now, ownOperationId: operation.id };
      const { current } = await readFacts(tx, deployment, asked);
      if (!current) return;
      const { fault, badSince } = current;
      await blockRepair(tx, { row: deployment, current, fault, badSince, now }, "came-back");
    },
  };
}

async function withdraw(tx: Tx, work: Work, outcome: string): Promise<void> {
  const { operation, deployment, calls, now } = work;
  for (const call of calls.filter(({ status }) => status === "INTENT")) {
    await finishCall(tx, call, { status: "ABSENT", at: now });
  }
  if (currentCandidate(work)?.state !== "trying") await skipCandidates(tx, deployment.id, now);
  await endAct(tx, operation.id, { outcome, at: now });
}

/**
 * A step that looks once more at everything that decides right before it sends something: what was
 * chosen may have waited for hours for its provider.
 */
export function guarded(step: Step, names: readonly string[]): Step {
  return async (work) => {
    if (work.newerWish || isUnderWay(work, names)) return step(work);
    const due = await asWorker(async (tx) => {
      const { now, deployment, operation } = work;
      const { facts } = await readFacts(tx, deployment, { now, ownOperationId: operation.id });
      return nextRung(facts, now);
    });
    return due.kind === "act" ? step(work) : callOff(work);
  };
}

/** Something of it was sent, and what came of it is not known: that goes on first. */
function isUnderWay({ calls }: Work, names: readonly string[]): boolean {
  const last = calls.findLast(({ step }) => names.includes(step));
  return last?.status === "SENT" || last?.status === "AMBIGUOUS";
}
