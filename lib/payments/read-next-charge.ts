import Stripe from "stripe";
import { at } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";

/** In the currency's smallest unit. */
export interface NextCharge {
  readonly minor: number;
  readonly at: Date;
}

/**
 * The next charge as Stripe forecasts it, a planned change counted in; `null` where none will come,
 * or where Stripe gives no forecast.
 */
export async function readNextCharge(
  subscription: Stripe.Subscription,
  schedule: Stripe.SubscriptionSchedule | null,
): Promise<NextCharge | null> {
  if (!willRenew(subscription)) return null;
  // The end of a trial stays on the subscription after it.
  const isTrial = subscription.status === "trialing";
  const ends = isTrial ? subscription.trial_end : null;
  const due = at(ends ?? subscription.items.data[0]?.current_period_end);
  if (!due) return null;
  try {
    const preview = await stripe().invoices.createPreview(
      schedule ? { schedule: schedule.id } : { subscription: subscription.id },
    );
    // The preview would be tried an hour from now; the real one is made when the period ends.
    return { minor: preview.amount_due, at: due };
  } catch (error) {
    // A subscription that is being changed or has nothing to charge has no forecast.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
    throw error;
  }
}

function willRenew({ status, cancel_at, cancel_at_period_end }: Stripe.Subscription): boolean {
  const runs = status === "active" || status === "trialing" || status === "past_due";
  return runs && cancel_at === null && !cancel_at_period_end;
}
