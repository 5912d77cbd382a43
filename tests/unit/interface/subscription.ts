import { features, isAvailable, tierHas, tierOf } from "@/lib/billing/tiers";
import type { SubscriptionView } from "@/lib/billing/types";

const nothing: SubscriptionView = {
  tier: "basic",
  interval: null,
  state: "none",
  nextCharge: null,
  trialEndsAt: null,
  cancelsAt: null,
  graceUntil: null,
  pending: null,
  seats: { allowed: 1, members: 1, invited: 0 },
  method: null,
  invoices: [],
  usage: [
    { limit: "provider-keys", used: 1, most: 1 },
    { limit: "price-alerts", used: 0, most: 50 },
    { limit: "seats", used: 1, most: 1 },
  ],
  features: features.map((feature) => ({
    feature,
    from: tierOf(feature),
    has: tierHas("basic", feature),
    isAvailable: isAvailable(feature),
  })),
  frozenKeys: 0,
  canTry: false,
  openCheckout: null,
  hasPortal: false,
  mayChange: true,
  sold: ["pro", "enterprise"],
};

/** The view of a team that bought nothing, but for these changes. */
export function makeSubscription(changes: Partial<SubscriptionView> = {}): SubscriptionView {
  return { ...nothing, ...changes };
}
