import Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";

/** Why the product itself changes something at Stripe. */
export type ActReason = "second" | "refunded" | "lost" | "trial-repeated" | "unpaid" | "late";

/** One change at Stripe that a rule of the house asks for. */
export interface Act {
  readonly reason: ActReason;
  readonly subscriptionId: string;
  /** Payments to pay back whole. */
  readonly payments: readonly string[];
  /** Bills nobody shall pay any more. */
  readonly bills?: readonly string[];
}

/** Does it. May be done twice: the keys name the subscription, and what is done already is left alone. */
export async function act({ reason, subscriptionId, payments, bills = [] }: Act): Promise<void> {
  const hasEnded = reason === "unpaid" || reason === "late";
  if (!hasEnded) await end(subscriptionId, reason);
  for (const bill of bills) await takeBack(bill);
  for (const payment of payments) await payBack(payment);
}

/** A bill that was paid in the meantime stays; what came too late is paid back. */
async function takeBack(bill: string): Promise<void> {
  try {
    await stripe().invoices.voidInvoice(bill, {}, { idempotencyKey: `invoice:${bill}:void` });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  }
}

async function end(id: string, reason: ActReason): Promise<void> {
  try {
    await stripe().subscriptions.cancel(
      id,
      { invoice_now: false, prorate: false },
      { idempotencyKey: `subscription:${id}:end:${reason}` },
    );
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function payBack(payment: string): Promise<void> {
  try {
    await stripe().refunds.create(
      { payment_intent: payment, reason: "duplicate" },
      { idempotencyKey: `payment:${payment}:second` },
    );
  } catch (error) {
    if (!isPaidBack(error)) throw error;
  }
}

/** Nothing was paid there, or all of it went back already. */
function isPaidBack(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.code === "charge_already_refunded" || error.code === "payment_intent_unexpected_state")
  );
}
