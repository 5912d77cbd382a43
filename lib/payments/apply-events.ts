import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing, isWorthRetrying } from "@/lib/billing/stripe-errors";
import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { asWorker, onceAsWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { raiseAlarm } from "@/lib/payments/raise-alarm";
import { syncCustomer } from "@/lib/payments/sync-customer";

const LEASE_SECONDS = 180;
const AT_ONCE = 50;
/** After this many tries an event is put aside, unless Stripe itself is away (BILLING T25). */
const MOST_TRIES = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** An event that this worker holds. */
interface Held {
  readonly id: string;
  readonly type: string;
  readonly customerId: string | null;
  readonly objectId: string | null;
  readonly attempt: number;
  readonly fence: number;
}

/**
 * Applies the events that are due, or one of them and with it what else is due of its customer: Stripe
 * is asked once for all of them. A worker that dies leaves them to the next.
 */
export async function applyEvents(eventId?: string): Promise<void> {
  const asked = new Map<string, Asked>();
  for (const held of await claim(eventId)) await applyOne(held, asked);
}

/** What came of asking about a customer, for all events that were there before the question. */
type Asked = ReturnType<typeof syncCustomer>;

function claim(eventId: string | undefined): Promise<Held[]> {
  const now = clock.now();
  return onceAsWorker(
    (db) => db.$queryRaw<Held[]>`
      UPDATE stripe_event SET fence = fence + 1, attempt = attempt + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id IN (
        SELECT id FROM stripe_event
        WHERE state = 'waiting' AND run_after <= ${now}
          AND (lease_until IS NULL OR lease_until < clock_timestamp())
          AND (${eventId ?? null}::text IS NULL OR id = ${eventId ?? null} OR customer_id = (
            SELECT customer_id FROM stripe_event WHERE id = ${eventId ?? null}))
        ORDER BY run_after, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
      )
      RETURNING id, type, customer_id AS "customerId", object_id AS "objectId", attempt, fence`,
  );
}

async function applyOne(held: Held, asked: Map<string, Asked>): Promise<void> {
  try {
    const customerId = held.customerId ?? (await findCustomer(held));
    const answer = customerId ? (asked.get(customerId) ?? syncCustomer(customerId)) : null;
    if (customerId && answer) asked.set(customerId, answer);
    const told = await answer?.catch((error: unknown) => {
      // A question that failed answers nothing: the next event asks anew.
      if (customerId) asked.delete(customerId);
      throw error;
    });
    const isKnown = told?.isKnown ?? false;
    await settle(held, async (tx) => {
      const details = { type: held.type, customer: customerId };
      if (customerId && !isKnown)
        await raiseAlarm(tx, {
          kind: "unknown-customer",
          subject: customerId,
          teamId: null,
          details,
        });
      return { state: isKnown ? "applied" : "ignored", endedAt: clock.now(), failure: null };
    });
  } catch (error) {
    await postpone(held, error);
  }
}

/** Some objects do not name their customer: their payment does. */
async function findCustomer({ type, objectId }: Held): Promise<string | null> {
  if (!objectId) return null;
  try {
    if (/^(refund\.|charge\.refund\.)/.test(type)) {
      const refund = await stripe().refunds.retrieve(objectId, { expand: ["charge"] });
      return typeof refund.charge === "object" ? idOf(refund.charge?.customer) : null;
    }
    if (type.startsWith("charge.dispute.")) {
      const dispute = await stripe().disputes.retrieve(objectId, { expand: ["charge"] });
      return typeof dispute.charge === "object" ? idOf(dispute.charge.customer) : null;
    }
    if (type.startsWith("invoice_payment.")) {
      const paid = await stripe().invoicePayments.retrieve(objectId, { expand: ["invoice"] });
      const { invoice } = paid;
      return typeof invoice === "object" && !invoice.deleted ? idOf(invoice.customer) : null;
    }
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function postpone(held: Held, error: unknown): Promise<void> {
  const failure = String(error).slice(0, 500);
  log.warn("event of stripe could not be applied", { event: held.id, failure });
  const isGivenUp = held.attempt >= MOST_TRIES && !isWorthRetrying(error);
  const now = clock.now();
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (held.attempt - 1), LONGEST_WAIT_MS);
  await settle(held, async (tx) => {
    if (!isGivenUp) return { runAfter: new Date(now.getTime() + waitMs), failure };
    const details = { type: held.type, failure };
    await raiseAlarm(tx, {
      kind: "event-parked",
      subject: held.id,
      teamId: null,
      details,
      isAnew: true,
    });
    return { state: "parked", endedAt: now, failure };
  });
}

interface Settled {
  readonly state?: "applied" | "ignored" | "parked";
  readonly endedAt?: Date;
  readonly runAfter?: Date;
  readonly failure: string | null;
}

/** Writes how it went, unless another worker has taken the event meanwhile. */
function settle({ id, fence }: Held, decide: (tx: Tx) => Promise<Settled>): Promise<void> {
  return asWorker(async (tx) => {
    const mine = await tx.stripeEvent.count({ where: { id, fence, state: "waiting" } });
    if (mine === 0) return;
    const data = await decide(tx);
    await tx.stripeEvent.updateMany({ where: { id, fence }, data: { ...data, leaseUntil: null } });
  });
}

/** Raises the alarm for events that were stored and refused: another mode, another version (T2). */
export async function reportRefused(): Promise<void> {
  await asWorker(async (tx) => {
    const rows = await tx.stripeEvent.findMany({
      where: { state: "refused", endedAt: null },
      take: AT_ONCE,
    });
    for (const { id, type, apiVersion, livemode } of rows) {
      const details = { type, apiVersion, livemode: String(livemode) };
      await raiseAlarm(tx, { kind: "event-refused", subject: id, teamId: null, details });
      await tx.stripeEvent.updateMany({ where: { id }, data: { endedAt: clock.now() } });
    }
  });
}
