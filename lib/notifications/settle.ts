import type { Tx } from "@/lib/db";
import { pacedInterval } from "@/lib/jobs/pace";
import type { Outcome } from "@/lib/notifications/channels/contract";
import { isCritical } from "@/lib/notifications/critical";
import { waitAfterTry } from "@/lib/notifications/retry";

/** A claimed delivery: only its fence may write the end of the try. */
export interface Claim {
  readonly id: string;
  readonly fence: number;
  readonly attempt: number;
  readonly type: string;
  readonly repeated: boolean;
}

/** Writes how a try ended. Does nothing when the claim was lost to another worker. */
export async function settle(tx: Tx, claim: Claim, end: { outcome: Outcome; now: Date }) {
  const { id, fence } = claim;
  await tx.delivery.updateMany({
    where: { id, fence, state: "sending" },
    data: { leaseUntil: null, ...stateAfter(claim, end.outcome, end.now) },
  });
}

function stateAfter(claim: Claim, outcome: Outcome, now: Date) {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent", externalId: outcome.externalId, failure: null, endedAt: now };
    case "dead":
      return { state: "dead", failure: outcome.failure, endedAt: now };
    case "retry":
      return afterRefusal(claim, outcome.failure, now);
    case "uncertain":
      return afterSilence(claim, outcome.failure, now);
    default:
      return outcome satisfies never;
  }
}

function afterRefusal({ attempt }: Claim, failure: string, now: Date) {
  const waitMs = waitAfterTry(attempt);
  if (waitMs === null) return { state: "dead", failure, endedAt: now };
  return { state: "retry", failure, runAfter: new Date(now.getTime() + pacedInterval(waitMs)) };
}

/** Perhaps it arrived. A critical kind is sent once more and says so; any other is left at that. */
function afterSilence({ type, repeated }: Claim, failure: string, now: Date) {
  if (repeated || !isCritical(type)) return { state: "uncertain", failure, endedAt: now };
  return { state: "retry", failure, runAfter: now, repeated: true };
}
