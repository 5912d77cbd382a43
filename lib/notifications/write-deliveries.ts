import type { Tx } from "@/lib/db";

/** One telling of an event in one place, not tried yet. */
export interface NewDelivery {
  readonly eventId: string;
  readonly teamId: string;
  readonly recipient: string;
  readonly channel: string;
  readonly runAfter: Date;
  /** Why it waits until then. */
  readonly held: "quiet" | "digest" | null;
}

/** Writes deliveries in one statement, in their order; those that are there already stay. Answers how many. */
export function writeDeliveries(
  tx: Tx,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<number> {
  if (deliveries.length === 0) return Promise.resolve(0);
  return tx.$executeRaw`
    INSERT INTO delivery
      (id, team_id, event_id, user_id, channel, state, held, run_after, created_at)
    SELECT 'dlv_' || left(replace(gen_random_uuid()::text, '-', ''), 20), n."teamId", n."eventId",
      n.recipient, n.channel, 'queued', n.held, n."runAfter", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS n("eventId" text, "teamId" text,
      recipient text, channel text, held text, "runAfter" timestamptz)
    ON CONFLICT (event_id, user_id, channel) DO NOTHING`;
}
