import type { Tx } from "@/lib/db";
import { endCandidate, nextCandidate, takeCandidate } from "@/lib/deployments/candidates";
import type { Reason } from "@/lib/deployments/reasons";
import { transition } from "@/lib/deployments/transition";
import type { Point } from "@/lib/operations/commit-points";
import { later } from "@/lib/operations/pace";
import type { Candidate, Outcome, Work } from "@/lib/operations/work";
import { getProvider } from "@/lib/providers/registry";

export interface GivenUp {
  readonly reason: Reason;
  /** The provider's own words, secrets removed. */
  readonly detail?: string | undefined;
  /** When billing ended of a machine that was made and removed again. */
  readonly billedAt?: Date;
  readonly write?: (tx: Tx) => Promise<void>;
  /** Names the commit that ends the last try, for the crash tests. */
  readonly point?: Point;
}

/**
 * The current offer will not become a machine, and nothing of it is left standing: the next offer
 * is tried, or the deployment fails where there is none.
 */
export function giveUpOffer(work: Work, given: GivenUp): Outcome {
  const next = nextCandidate(work);
  if (next) return moveOn(work, given, next);
  return work.operation.kind === "repair" ? thinkAgain(work, given) : fail(work, given);
}

/** A machine that was to be made anew could not be: what else may be done is chosen anew. */
function thinkAgain(work: Work, given: GivenUp): Outcome {
  const { deployment, now } = work;
  return {
    kind: "next",
    step: "choose",
    point: given.point ?? "result",
    write: async (tx) => {
      await given.write?.(tx);
      await transition(tx, deployment.id, {
        to: "requested",
        from: "provisioning",
        reason: null,
        cause: "operation",
        at: now,
        ...(given.billedAt && { billedAt: given.billedAt }),
      });
      await endCandidate(tx, work, given);
      await tx.deployment.update({
        where: { id: deployment.id },
        data: { providerInstanceId: null },
      });
    },
  };
}

function moveOn(work: Work, given: GivenUp, next: Candidate): Outcome {
  const { deployment, operation, now } = work;
  return {
    kind: "next",
    step: "create",
    point: "refused",
    write: async (tx) => {
      await given.write?.(tx);
      await transition(tx, deployment.id, {
        to: "requested",
        from: "provisioning",
        reason: null,
        cause: "operation",
        at: now,
        ...(given.billedAt && { billedAt: given.billedAt }),
      });
      await endCandidate(tx, work, given);
      await takeCandidate(tx, work, next);
      const limitMs = getProvider(next.providerId).meta.capabilities?.startDeadlineMs ?? 0;
      await tx.operation.update({
        where: { id: operation.id },
        data: { deadline: later(now, limitMs), context: {} },
      });
    },
  };
}

function fail(work: Work, given: GivenUp): Outcome {
  const { deployment, now } = work;
  return {
    kind: "end",
    state: "failed",
    reason: given.reason,
    point: given.point ?? "result",
    write: async (tx) => {
      await given.write?.(tx);
      await transition(tx, deployment.id, {
        to: "failed",
        reason: given.reason,
        cause: "operation",
        at: now,
        ...(given.billedAt && { billedAt: given.billedAt }),
        also: { endedAt: now },
      });
      await endCandidate(tx, work, given);
    },
  };
}
