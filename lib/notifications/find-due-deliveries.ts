import { asWorker } from "@/lib/db";
import { type Claim, settle } from "@/lib/notifications/settle";

const AT_ONCE = 500;

/**
 * Deliveries to wake a job for: new ones, those whose wait is over, and, after settling them, those
 * whose worker died while sending.
 */
export async function findDueDeliveries(now: Date): Promise<{ id: string; attempt: number }[]> {
  await settleAbandoned(now);
  return asWorker(
    (tx) => tx.$queryRaw<{ id: string; attempt: number }[]>`
      SELECT id, attempt FROM delivery
      WHERE state IN ('queued', 'retry') AND held IS NULL AND run_after <= ${now} AND NOT EXISTS (
        SELECT 1 FROM notification_channel h WHERE h.id = delivery.channel AND h.held_until > ${now})
      ORDER BY run_after LIMIT ${AT_ONCE}`,
  );
}

/**
 * A lease that ran out while sending: the worker died, and the message may or may not have left.
 * The critical kinds are sent once more and say so; every other ends as `uncertain`.
 */
async function settleAbandoned(now: Date): Promise<void> {
  const outcome = { kind: "uncertain", failure: "worker ended while sending" } as const;
  await asWorker(async (tx) => {
    const abandoned = await tx.$queryRaw<Claim[]>`
      SELECT d.id, d.fence, d.attempt, d.repeated, d.channel, d.user_id AS "userId", e.type, n.kind
      FROM delivery d JOIN event e ON e.id = d.event_id
      LEFT JOIN notification_channel n ON n.id = d.channel
      WHERE d.state = 'sending' AND d.lease_until < clock_timestamp()
      LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED`;
    for (const claim of abandoned) await settle(tx, claim, { outcome, now });
  });
}
