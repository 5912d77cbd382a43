import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { leaseEndKey } from "@/lib/deployments/lease";
import type { Reason } from "@/lib/deployments/reasons";
import { giveUpWish } from "@/lib/deployments/steps/give-up-wish";
import { transition } from "@/lib/deployments/transition";
import { recordEvent } from "@/lib/events/record-event";
import { type CallResult, finishCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import type { Outcome, Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const LOOK_AGAIN_MS = 5_000;

/**
 * Writes what the provider says of a machine whose operation failed, and gives up the wish that
 * could not be met, so that what is wanted is again what is.
 */
export async function followMachine(
  tx: Tx,
  work: Work,
  { instance, reason }: { readonly instance: Instance | null; readonly reason: Reason },
): Promise<void> {
  const { deployment, now } = work;
  const common = { reason, cause: "operation", at: now } as const;
  await tx.deployment.update({ where: { id: deployment.id }, data: { statusReason: reason } });
  await giveUpWish(tx, work, { restartRequested: false });
  const told = instance?.status ?? "terminated";
  switch (told) {
    case "terminated":
      await transition(tx, deployment.id, { ...common, to: "lost" });
      return;
    case "stopped":
      await transition(tx, deployment.id, { ...common, to: "stopped" });
      await giveUpWish(tx, work, { desired: "stopped" });
      await leaseAgain(tx, work, reason);
      return;
    case "running":
      await transition(tx, deployment.id, { ...common, to: "running" });
      await giveUpWish(tx, work, { desired: "running" });
      await leaseAgain(tx, work, reason);
      return;
    case "failed":
      await transition(tx, deployment.id, { ...common, to: "failed" });
      await leaseAgain(tx, work, reason);
      return;
    case "provisioning":
      await bookWaiting(tx, work);
      await giveUpStop(tx, work, reason);
      return;
    case "terminating":
    case "unknown":
      await giveUpStop(tx, work, reason);
      return;
    default:
      told satisfies never;
  }
}

/** A machine that was not seen stopped may run on, and counts as one that does. */
async function giveUpStop(tx: Tx, work: Work, reason: Reason): Promise<void> {
  if (work.operation.kind !== "stop") return;
  await giveUpWish(tx, work, { desired: "running" });
  await leaseAgain(tx, work, reason);
}

/**
 * A lease whose end could not be brought about is not over: its sweep asks again, and people are told
 * once that until then the machine may go on costing money. It is the same where the lease ended while
 * a stop that somebody else had asked for was at work.
 */
async function leaseAgain(tx: Tx, work: Work, reason: Reason): Promise<void> {
  const { deployment, operation, now } = work;
  const { id, teamId, name, providerId } = deployment;
  const { generation, createdAt } = operation;
  const { count } = await tx.deployment.updateMany({
    where: {
      id,
      desiredGeneration: generation,
      OR: [{ leaseGeneration: generation }, { leaseEndedAt: { gte: createdAt } }],
    },
    data: { leaseEndedAt: null, leaseGeneration: null },
  });
  if (count === 0) return;
  await recordEvent(tx, {
    type: "deployment.lease-not-kept",
    teamId,
    deploymentId: id,
    data: { name, providerId, reason },
    at: now,
    dedupeKey: `lease-not-kept:${leaseEndKey(deployment)}`,
  });
}

/** A stopped machine that waits without end for its GPU goes on costing what a stopped one does. */
async function bookWaiting(tx: Tx, { deployment, account }: Work): Promise<void> {
  if (deployment.status !== "provisioning" || account.capabilities.billingStarts === "created") {
    return;
  }
  const { stoppedPerHourMicros: rate, statusSince: at } = deployment;
  await setRate(tx, deployment, { rate, at, cause: "waiting" });
}

/** An unclear answer to a call that costs nothing extra: look again soon, then decide. */
export function finishUnclear({
  call,
  error,
  at,
}: Extract<CallResult<unknown>, { kind: "failed" }>): Outcome {
  return {
    kind: "wait",
    forMs: Math.max(error.retryAfterMs ?? 0, paced(LOOK_AGAIN_MS)),
    reason: "looking",
    point: "result",
    write: (tx) => finishCall(tx, call, { status: "AMBIGUOUS", at, error }),
  };
}
