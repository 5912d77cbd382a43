import type { LiveSubscription } from "@/lib/billing/types";
import { clock } from "@/lib/clock";
import { lastCheckout, subscriptionView } from "@/lib/subscriptions/queries";
import { liveAnswer } from "../live-answer";

/** The team's subscription from our own rows, and what became of its newest checkout. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveSubscription>(async (scope) => {
    const [subscription, checkout] = await Promise.all([
      subscriptionView(scope, clock.now()),
      lastCheckout(scope),
    ]);
    return { subscription, checkout };
  });
}
