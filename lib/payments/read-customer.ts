import type Stripe from "stripe";
import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { clock } from "@/lib/clock";
import { type NextCharge, readNextCharge } from "@/lib/payments/read-next-charge";

/** Most rows of one kind that a customer is believed to have. */
const MOST = 2_000;
const page = { limit: 100 };

/** A subscription with its plan for later and its next charge. */
export interface ReadSubscription {
  readonly subscription: Stripe.Subscription;
  readonly schedule: Stripe.SubscriptionSchedule | null;
  readonly nextCharge: NextCharge | null;
}

/** All that Stripe says of one customer, asked at one time. */
export interface CustomerTold {
  readonly id: string;
  /** Before the first question was put. */
  readonly askedAt: Date;
  /** `null`: deleted there. */
  readonly customer: Stripe.Customer | null;
  readonly subscriptions: readonly ReadSubscription[];
  readonly invoices: readonly Stripe.Invoice[];
  readonly charges: readonly Stripe.Charge[];
  readonly refunds: readonly Stripe.Refund[];
  readonly disputes: readonly Stripe.Dispute[];
}

/** Asks Stripe for everything of a customer. Throws what the client throws. */
export async function readCustomer(id: string): Promise<CustomerTold> {
  const askedAt = clock.now();
  const customer = await findCustomer(id);
  if (!customer) return { ...nothing, id, askedAt, customer };
  const [subscriptions, invoices, charges] = await Promise.all([
    readSubscriptions(id),
    stripe()
      .invoices.list({ customer: id, expand: ["data.payments"], ...page })
      .autoPagingToArray({ limit: MOST }),
    stripe()
      .charges.list({ customer: id, ...page })
      .autoPagingToArray({ limit: MOST }),
  ]);
  const refunds = await ofCharges(
    charges.filter(({ amount_refunded }) => amount_refunded > 0),
    (charge) => stripe().refunds.list({ charge, ...page }),
  );
  const disputes = await ofCharges(
    charges.filter(({ disputed }) => disputed),
    (charge) => stripe().disputes.list({ charge, ...page }),
  );
  return { id, askedAt, customer, subscriptions, invoices, charges, refunds, disputes };
}

const nothing = { subscriptions: [], invoices: [], charges: [], refunds: [], disputes: [] };

async function findCustomer(id: string): Promise<Stripe.Customer | null> {
  try {
    // One that was deleted has nothing to unfold, and is refused with it.
    const found = await stripe().customers.retrieve(id);
    if (found.deleted) return null;
    const expand = ["invoice_settings.default_payment_method"];
    const customer = await stripe().customers.retrieve(id, { expand });
    return customer.deleted ? null : customer;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function readSubscriptions(customer: string): Promise<ReadSubscription[]> {
  const expand = ["data.default_payment_method", "data.discounts.source.coupon"];
  const all = await stripe()
    .subscriptions.list({ customer, status: "all", expand, ...page })
    .autoPagingToArray({ limit: MOST });
  return Promise.all(all.map(readAround));
}

async function readAround(subscription: Stripe.Subscription): Promise<ReadSubscription> {
  const scheduleId = idOf(subscription.schedule);
  const expand = ["phases.items.price"];
  const schedule = scheduleId
    ? await stripe().subscriptionSchedules.retrieve(scheduleId, { expand })
    : null;
  return { subscription, schedule, nextCharge: await readNextCharge(subscription, schedule) };
}

async function ofCharges<T>(
  charges: readonly Stripe.Charge[],
  list: (charge: string) => { autoPagingToArray(most: { limit: number }): Promise<T[]> },
): Promise<T[]> {
  const found = await Promise.all(
    charges.map(({ id }) => list(id).autoPagingToArray({ limit: MOST })),
  );
  return found.flat();
}
