import type Stripe from "stripe";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { stripe } from "@/lib/billing/stripe-client";
import { askStripe, isMissing } from "@/lib/billing/stripe-errors";
import { wakeSync } from "@/lib/billing/wake-sync";
import { newId } from "@/lib/ids";
import { defineVerb } from "@/lib/verbs/define-verb";
import { dropWaiting } from "./change/change-now";
import { type LiveSubscription, liveSubscription } from "./change/live-subscription";
import { withoutPlanned } from "./change/without-planned";
import { holdBilling } from "./hold-billing";
import { type CancelInput, type CancelReason, cancelInput, takenOver } from "./schema";

const feedback: Readonly<
  Record<CancelReason, Stripe.SubscriptionUpdateParams.CancellationDetails.Feedback>
> = {
  "too-expensive": "too_expensive",
  "missing-feature": "missing_features",
  "not-used": "unused",
  "other-service": "switched_service",
  "too-complex": "too_complex",
  "poor-quality": "low_quality",
  "poor-help": "customer_service",
  other: "other",
};

/**
 * Cancels the subscription: at the end of what is paid, or now, without a refund (BILLING T14). A change
 * planned for later or waiting for its payment goes with it. Cancelled already, nothing happens.
 */
export const cancelSubscription = defineVerb({
  name: "billing.cancel",
  input: cancelInput,
  output: takenOver,
  permission: "billing.write",
  feature: null,
  audit: ({ when, reason }, { isBeingTakenOver }) => ({
    details: { when, reason, changed: isBeingTakenOver },
  }),
  async prepare({ team: { id: teamId } }, input) {
    await countTry("payments", teamId);
    return holdBilling(teamId, () => askStripe(() => cancel(teamId, input)));
  },
  async run({ tx, scope, now, prepared }, { reason, words }) {
    const { subscriptionId, isNews } = prepared;
    if (isNews) {
      const { userId } = personOfScope(scope);
      const why = { teamId: scope.team.id, subscriptionId, userId, reason, words: words || null };
      await tx.cancelAnswer.createMany({ data: [{ id: newId("why"), ...why, at: now }] });
    }
    return { isBeingTakenOver: isNews };
  },
});

async function cancel(teamId: string, input: CancelInput) {
  const live = await liveSubscription(teamId);
  await dropWaiting(live);
  const end = input.when === "now" ? endNow : endLater;
  const { answer } = await withoutPlanned({ teamId, live }, () => end(live, input));
  await wakeSync(live.customerId);
  return { subscriptionId: live.told.id, isNews: answer };
}

async function endLater({ told }: LiveSubscription, input: CancelInput): Promise<boolean> {
  if (told.cancel_at_period_end) return false;
  await stripe().subscriptions.update(told.id, {
    cancel_at_period_end: true,
    cancellation_details: why(input),
  });
  return true;
}

async function endNow({ told }: LiveSubscription, input: CancelInput): Promise<boolean> {
  try {
    await stripe().subscriptions.cancel(told.id, { cancellation_details: why(input) });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function why({ reason, words }: CancelInput) {
  return { feedback: feedback[reason], ...(words && { comment: words }) };
}
