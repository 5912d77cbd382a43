import { adopt } from "@/lib/deployments/steps/adopt";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { countAbsence } from "@/lib/operations/absence";
import { findMachines } from "@/lib/operations/find-machines";
import { findUnnamed } from "@/lib/operations/find-unnamed";
import { finishCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { askWhich, readAsked } from "@/lib/operations/which-machine";
import type { Outcome, Work } from "@/lib/operations/work";

const ASK_AGAIN_MS = 30_000;

/**
 * Finds out what became of a sent create, by its name in the account's list. `null`: nothing shows
 * and the call was never sent.
 */
export async function resolveNamed(work: Work, call: ProviderCall): Promise<Outcome | null> {
  const [first, ...others] = await findMachines(work, call.step);
  if (first) return adopt(work, call, [first, ...others]);
  return call.status === "INTENT" ? null : countMissing(work, call);
}

/**
 * The same where the provider names machines itself, by what is new in the account. A single new
 * machine is taken once the settle time is over, for a stranger's may show up before ours. Where
 * there are more, people are asked, and nothing but their word counts from then on.
 */
export async function resolveUnnamed(work: Work, call: ProviderCall): Promise<Outcome> {
  const machines = await findUnnamed(work, call);
  const asked = await readAsked(call);
  if (asked) {
    const chosen = machines.find(({ id }) => id === asked.chosenId);
    if (chosen) return adopt(work, call, [chosen]);
    return asked.isOpen && work.now <= work.operation.deadline
      ? { kind: "wait", forMs: paced(ASK_AGAIN_MS), reason: "which-machine" }
      : leaveToPeople(work, call);
  }
  const [first, ...others] = machines;
  if (!first) return countMissing(work, call);
  if (others.length > 0) {
    return {
      kind: "wait",
      forMs: paced(ASK_AGAIN_MS),
      reason: "which-machine",
      write: (tx) => askWhich(tx, work, { call, machines }),
    };
  }
  const settledMs = (call.sentAt ?? work.now).getTime() + settleMs(work) - work.now.getTime();
  if (settledMs <= 0) return adopt(work, call, [first]);
  const forMs = Math.min(settledMs, settleMs(work) / 3);
  return { kind: "wait", forMs: Math.max(50, forMs), reason: "looking" };
}

/** Nobody said in time which one it is, or none of them: they stay strays, and nothing is bought. */
function leaveToPeople(work: Work, call: ProviderCall): Outcome {
  const last = { ...work, candidates: work.candidates.filter(({ state }) => state !== "waiting") };
  return giveUpOffer(last, {
    reason: "which-machine",
    write: (tx) => finishCall(tx, call, { status: "FAILED", at: work.now }),
  });
}

function settleMs({ account }: Work): number {
  return paced(account.capabilities.settleMs);
}

function countMissing(work: Work, call: ProviderCall): Outcome {
  const sentAt = call.sentAt ?? call.createdAt;
  const facts = { absences: call.absences, lookedAt: call.lookedAt, sentAt };
  const verdict = countAbsence(facts, settleMs(work), work.now);
  if (verdict.proved) {
    return {
      kind: "next",
      step: call.step,
      point: "absent",
      write: (tx) => finishCall(tx, call, { status: "ABSENT", at: work.now }),
    };
  }
  return {
    kind: "wait",
    forMs: verdict.lookAgainInMs,
    reason: "looking",
    write: async (tx) => {
      const { absences, lookedAt } = verdict;
      await tx.providerCall.update({ where: { id: call.id }, data: { absences, lookedAt } });
    },
  };
}
