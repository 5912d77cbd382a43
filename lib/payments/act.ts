import Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";

/** Why the product itself changes something at Stripe. */
export type ActReason = "second" | "refunded" | "lost" | "trial-repeated";

/** One change at Stripe that a rule of the house asks for. */
export interface Act {
  readonly reason: ActReason;
  readonly subscriptionId: string;
  /** Payments to pay back whole. */
  readonly payments: readonly string[];
}

/** Does it. May be done twice: the keys name the subscription, and what is done already is left alone. */
export async function act({ reason, subscriptionId, payments }: Act): Promise<void> {
  if (reason === "trial-repeated") return endTrial(subscriptionId);
  await end(subscriptionId, reason);
  for (const payment of payments) await payBack(payment);
}

/** Charged from now on, as anybody whose trial is over. */
async function endTrial(id: string): Promise<void> {
  await stripe().subscriptions.update(
    id,
    { trial_end: "now", proration_behavior: "none" },
    { idempotencyKey: `subscription:${id}:trial-repeated` },
  );
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
