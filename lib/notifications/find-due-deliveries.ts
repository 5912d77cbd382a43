import { asWorker, type Tx } from "@/lib/db";
import { channels } from "@/lib/notifications/channels/registry";
import { type Claim, settle } from "@/lib/notifications/settle";

const AT_ONCE = 500;
/** Of those that keep a pace no more than soon have their turn, so that nothing else waits behind them. */
const PACED_AT_ONCE = 100;

interface Due {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Deliveries to wake a job for: new ones, those whose wait is over, and, after settling them, those
 * whose worker died while sending.
 */
export async function findDueDeliveries(now: Date): Promise<Due[]> {
  await settleAbandoned(now);
  return asWorker(async (tx) => [
    ...(await due(tx, { isPaced: false, atOnce: AT_ONCE, now })),
    ...(await due(tx, { isPaced: true, atOnce: PACED_AT_ONCE, now })),
  ]);
}

interface Asked {
  readonly isPaced: boolean;
  readonly atOnce: number;
  readonly now: Date;
}

function due(tx: Tx, { isPaced, atOnce, now }: Asked): Promise<Due[]> {
  const paced = channels.filter(({ paceOf }) => paceOf).map(({ kind }) => kind);
  return tx.$queryRaw<Due[]>`
    SELECT d.id, d.attempt FROM delivery d LEFT JOIN notification_channel n ON n.id = d.channel
    WHERE d.state IN ('queued', 'retry') AND d.held IS NULL AND d.run_after <= ${now}
      AND (n.held_until IS NULL OR n.held_until <= ${now})
      AND (COALESCE(n.kind, '') = ANY(${paced})) = ${isPaced}
    ORDER BY d.run_after LIMIT ${atOnce}`;
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
