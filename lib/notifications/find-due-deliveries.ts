import { asWorker } from "@/lib/db";
import { type Claim, settle } from "@/lib/notifications/settle";

const AT_ONCE = 500;

/**
 * Deliveries to wake a job for: new ones, those whose wait is over, and, after settling them, those
 * whose worker died while sending.
 */
export async function findDueDeliveries(now: Date): Promise<{ id: string; attempt: number }[]> {
  await settleAbandoned(now);
  return asWorker((tx) =>
    tx.delivery.findMany({
      where: { state: { in: ["queued", "retry"] }, runAfter: { lte: now } },
      select: { id: true, attempt: true },
      orderBy: { runAfter: "asc" },
      take: AT_ONCE,
    }),
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
      SELECT d.id, d.fence, d.attempt, d.repeated, e.type
      FROM delivery d JOIN event e ON e.id = d.event_id
      WHERE d.state = 'sending' AND d.lease_until < clock_timestamp()
      LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED`;
    for (const claim of abandoned) await settle(tx, claim, { outcome, now });
  });
}
