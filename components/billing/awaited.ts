import type { LiveSubscription, SubscriptionView } from "@/lib/billing/types";
import { isRunning } from "./choice";

/** What the page waits for: that a checkout is settled, or that the rows are others than at `mark`. */
export type Awaited =
  | { readonly what: "checkout" }
  | { readonly what: "change"; readonly mark: string };

/** Whether the rows do not show it yet. A paid checkout has to have become a subscription. */
export function isAwaited({ subscription, checkout }: LiveSubscription, awaited: Awaited): boolean {
  if (awaited.what === "change") return markOf(subscription) === awaited.mark;
  return checkout === "open" || (checkout === "completed" && !isRunning(subscription));
}

/** The same text for as long as nothing of the subscription itself has changed. */
export function markOf(view: SubscriptionView): string {
  const { tier, interval, state, seats, cancelsAt, pending, trialEndsAt, openCheckout } = view;
  return JSON.stringify([
    tier,
    interval,
    state,
    seats.allowed,
    cancelsAt,
    pending,
    trialEndsAt,
    openCheckout,
  ]);
}
