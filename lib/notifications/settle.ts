import type { Tx } from "@/lib/db";
import type { Outcome } from "@/lib/notifications/channels/contract";
import { findChannel } from "@/lib/notifications/channels/registry";
import { isCritical } from "@/lib/notifications/critical";
import { noteOutcome } from "@/lib/notifications/kept/note-outcome";
import { endMail } from "@/lib/notifications/mail-feedback/end-mail";
import { waitAfterTry } from "@/lib/notifications/retry";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import { paced } from "@/lib/pace";

/** A claimed delivery: only its fence may write the end of the try. */
export interface Claim {
  readonly id: string;
  readonly fence: number;
  readonly attempt: number;
  readonly type: string;
  readonly repeated: boolean;
  /** `email`, or the id of a channel. */
  readonly channel: string;
  readonly kind: string | null;
  /** Whom it is told to: a person, or what stands for an address that is nobody's yet. */
  readonly userId: string;
}

/** Writes how a try ended. Does nothing when the claim was lost to another worker. */
export async function settle(tx: Tx, claim: Claim, end: { outcome: Outcome; now: Date }) {
  const { id, fence, channel } = claim;
  const { count } = await tx.delivery.updateMany({
    where: { id, fence, state: "sending" },
    data: { leaseUntil: null, ...stateAfter(claim, end.outcome, end.now) },
  });
  if (count === 0) return;
  if (channel !== OWN_MAIL) await noteOutcome(tx, channel, end);
  else if (end.outcome.kind === "dead" && end.outcome.ends) {
    await endMail(tx, { id: claim.userId }, { why: "bounced", saidAt: end.now, now: end.now });
  }
}

/**
 * Leaves a claimed delivery untried until its turn may come, and its channel with it, so that nothing
 * else of it is claimed before. Does nothing when the claim was lost to another worker.
 */
export async function putBack(
  tx: Tx,
  { id, fence, attempt, channel }: Claim,
  { waitMs, now }: { readonly waitMs: number; readonly now: Date },
): Promise<void> {
  const runAfter = new Date(now.getTime() + waitMs);
  const state = attempt > 1 ? "retry" : "queued";
  const { count } = await tx.delivery.updateMany({
    where: { id, fence, state: "sending" },
    data: { state, attempt: { decrement: 1 }, leaseUntil: null, runAfter },
  });
  if (count === 0) return;
  await tx.$executeRaw`
    UPDATE notification_channel SET held_until = GREATEST(held_until, ${runAfter}) WHERE id = ${channel}`;
}

function stateAfter(claim: Claim, outcome: Outcome, now: Date) {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent", externalId: outcome.externalId, failure: null, endedAt: now };
    case "dead":
      return { state: "dead", failure: outcome.failure, endedAt: now };
    case "retry":
      return afterRefusal(claim, outcome, now);
    case "uncertain":
      return afterSilence(claim, outcome.failure, now);
    default:
      return outcome satisfies never;
  }
}

function afterRefusal(
  { attempt }: Claim,
  { failure, waitMs: asked }: Extract<Outcome, { kind: "retry" }>,
  now: Date,
) {
  const waitMs = waitAfterTry(attempt);
  if (waitMs === null) return { state: "dead", failure, endedAt: now };
  // What the other side asks for is its own time, which no world passes through faster.
  const pause = asked ?? paced(waitMs);
  return { state: "retry", failure, runAfter: new Date(now.getTime() + pause) };
}

/**
 * Perhaps it arrived. Where the receiver drops what comes twice it is sent until it is taken; else a
 * critical kind is sent once more and says so, and any other is left at that.
 */
function afterSilence(claim: Claim, failure: string, now: Date) {
  const { type, repeated, kind } = claim;
  if (kind !== null && findChannel(kind)?.seesRepeats) {
    return { ...afterRefusal(claim, { kind: "retry", failure }, now), repeated: true };
  }
  if (repeated || !isCritical(type)) return { state: "uncertain", failure, endedAt: now };
  return { state: "retry", failure, runAfter: now, repeated: true };
}
