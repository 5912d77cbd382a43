import { type BillingInterval, GRACE_DAYS } from "./plans";
import { type Tier, tiers } from "./tiers";

const DAY_MS = 24 * 3_600_000;

/** What of a stored subscription decides about access. */
export interface SubscriptionFacts {
  readonly id: string;
  /** Stripe's word. */
  readonly status: string;
  readonly tier: Tier;
  readonly interval: BillingInterval;
  readonly seats: number;
  readonly startedAt: Date;
  /** The very first payment has not come in yet. */
  readonly awaitsPayment: boolean;
  readonly pastDueSince: Date | null;
  readonly cancelAt: Date | null;
  readonly pendingTier: Tier | null;
  readonly pendingAt: Date | null;
}

/** What a team may use now. */
export interface Entitlement {
  readonly tier: Tier;
  /** Most members, the owner included. */
  readonly seats: number;
  /** A payment is missing, and this is when the tier is lost; null while all is paid. */
  readonly graceUntil: Date | null;
  /** What the tier becomes by itself, and when. */
  readonly pending: { readonly tier: Tier; readonly at: Date } | null;
  /** The subscription that gives it; null on Basic. */
  readonly subscriptionId: string | null;
}

const nothing: Entitlement = {
  tier: "basic",
  seats: 1,
  graceUntil: null,
  pending: null,
  subscriptionId: null,
};

/**
 * What a team's subscriptions give it at a moment. `active` and `trialing` give their tier,
 * `past_due` until GRACE_DAYS after the payment first failed; every other status, and one nobody
 * knows, gives nothing (BILLING T15), nor does one whose very first payment is still under way (T9). Of several the highest tier counts, so that an old one's end
 * takes nothing from a new one (T8).
 */
export function entitlementOf(subscriptions: readonly SubscriptionFacts[], now: Date): Entitlement {
  const [best] = subscriptions
    .filter((one) => givesAccess(one, now))
    .toSorted(
      (a, b) =>
        tiers.indexOf(b.tier) - tiers.indexOf(a.tier) ||
        b.seats - a.seats ||
        b.startedAt.getTime() - a.startedAt.getTime(),
    );
  if (!best || best.tier === "basic") return nothing;
  return {
    tier: best.tier,
    seats: best.tier === "enterprise" ? best.seats : 1,
    graceUntil: best.status === "past_due" ? graceUntil(best) : null,
    pending: pendingOf(best),
    subscriptionId: best.id,
  };
}

/** Whether a subscription is one that runs: it gives access, or would if it were paid. */
export function isLive(status: string): boolean {
  return ["active", "trialing", "past_due", "unpaid", "paused"].includes(status);
}

/** When a subscription whose payment is missing gives nothing any more. */
export function graceUntil({ pastDueSince }: Pick<SubscriptionFacts, "pastDueSince">): Date | null {
  return pastDueSince && new Date(pastDueSince.getTime() + GRACE_DAYS * DAY_MS);
}

function givesAccess(one: SubscriptionFacts, now: Date): boolean {
  if (one.awaitsPayment) return false;
  if (one.status === "active" || one.status === "trialing") return true;
  if (one.status !== "past_due") return false;
  const until = graceUntil(one);
  return until !== null && now < until;
}

function pendingOf({
  cancelAt,
  pendingTier,
  pendingAt,
}: SubscriptionFacts): Entitlement["pending"] {
  if (cancelAt) return { tier: "basic", at: cancelAt };
  return pendingTier && pendingAt ? { tier: pendingTier, at: pendingAt } : null;
}
