import { STRIPE_API_VERSION } from "@/lib/billing/api-version";
import { ownerEmail } from "@/lib/billing/owner-email";
import { stripe } from "@/lib/billing/stripe-client";
import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { receptionOf, stripeEventShape, toEventRow } from "@/lib/payments/stripe-event";
import { syncCustomer } from "@/lib/payments/sync-customer";

const DAY_MS = 86_400_000;
const page = { limit: 100 };

/** What a comparison with Stripe found and put right. */
export interface Reconciled {
  readonly customers: number;
  /** Events that never came here. */
  readonly events: number;
  /** Customers whose rows were not as Stripe has them. */
  readonly drift: number;
  /** Customers that could not be read; the others are not kept waiting by them. */
  readonly unreadable: number;
}

/** Compares once a day; answers `null` while the last one that came to its end is younger. */
export async function reconcileNightly(): Promise<Reconciled | null> {
  const now = clock.now();
  const lately = await onceAsWorker((db) =>
    db.billingReconcile.count({
      where: { startedAt: { gt: new Date(now.getTime() - DAY_MS) }, endedAt: { not: null } },
    }),
  );
  return lately > 0 ? null : reconcile();
}

/**
 * Asks Stripe about every customer of ours, those it has and we do not among them, and about the events
 * of the last 30 days, which is as far as it tells (BILLING T20). Afterwards our rows are as Stripe has
 * them, whatever was lost on the way.
 */
export async function reconcile(): Promise<Reconciled> {
  const id = newId("rec");
  const startedAt = clock.now();
  await onceAsWorker((db) => db.billingReconcile.createMany({ data: [{ id, startedAt }] }));
  const events = await bringEvents();
  const counted = { customers: 0, events, drift: 0, unreadable: 0 };
  for (const customerId of await allCustomers()) {
    counted.customers += 1;
    try {
      const { changes } = await syncCustomer(customerId);
      if (changes > 0) counted.drift += 1;
      if (await sendAddress(customerId)) await syncCustomer(customerId);
    } catch (error) {
      counted.unreadable += 1;
      log.error("customer could not be compared with stripe", { customerId, error: String(error) });
    }
  }
  await onceAsWorker((db) =>
    db.billingReconcile.updateMany({ where: { id }, data: { ...counted, endedAt: clock.now() } }),
  );
  if (counted.drift > 0) log.warn("rows were not as stripe has them", counted);
  return counted;
}

/** Ours, and those at Stripe that carry the mark of a team. */
async function allCustomers(): Promise<string[]> {
  const rows = await onceAsWorker((db) =>
    db.billingCustomer.findMany({ where: { deletedAt: null }, orderBy: { teamId: "asc" } }),
  );
  const ids = new Set(rows.map(({ customerId }) => customerId));
  for await (const { id, metadata } of stripe().customers.list(page)) {
    if (metadata.team) ids.add(id);
  }
  return [...ids];
}

async function bringEvents(): Promise<number> {
  let missed = 0;
  for await (const listed of stripe().events.list(page)) {
    const parsed = stripeEventShape.safeParse(listed);
    if (!parsed.success) continue;
    // A list is told in the account's own version; as a trigger it says the same.
    const event = { ...parsed.data, api_version: STRIPE_API_VERSION };
    const state = receptionOf(event, env.WORLD === "live");
    if (state === "ignored") continue;
    const row = toEventRow(event, state, clock.now());
    const { count } = await onceAsWorker((db) =>
      db.stripeEvent.createMany({ data: [row], skipDuplicates: true }),
    );
    missed += count;
  }
  return missed;
}

/** Bills go to who owns the team now (BILLING T26). */
async function sendAddress(customerId: string): Promise<boolean> {
  const differs = await asWorker(async (tx) => {
    const row = await tx.billingCustomer.findUnique({ where: { customerId } });
    if (!row || row.deletedAt) return null;
    const email = await ownerEmail(tx, row.teamId);
    return email === row.email ? null : email;
  });
  if (differs) await stripe().customers.update(customerId, { email: differs });
  return differs !== null;
}
