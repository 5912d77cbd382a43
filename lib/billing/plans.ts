import type { Tier } from "./tiers";

/** A tier that costs money. */
export type PaidTier = Exclude<Tier, "basic">;
export const paidTiers = ["pro", "enterprise"] as const satisfies readonly PaidTier[];

export const billingIntervals = ["month", "year"] as const;
export type BillingInterval = (typeof billingIntervals)[number];

/** Reads a stored interval; an unknown word is a month. */
export function parseInterval(text: string): BillingInterval {
  return billingIntervals.find((interval) => interval === text) ?? "month";
}

/** What can be bought by itself: a tier, or one more seat of Enterprise. */
export type PlanItem = PaidTier | "enterprise-seat";

/** A price as it stands at Stripe: found by `lookupKey`, in cents of a dollar, before tax. */
export interface PlanPrice {
  readonly item: PlanItem;
  readonly interval: BillingInterval;
  readonly lookupKey: string;
  readonly cents: number;
}

export const CURRENCY = "usd";
/** Members that Enterprise holds before a further seat is paid for. */
export const INCLUDED_SEATS = 5;
/** Most members a team can buy seats for by itself. */
export const MOST_SEATS = 200;
/** How long a tier is kept after a payment first failed. */
export const GRACE_DAYS = 7;
export const TRIAL_DAYS = 14;
/** The one tier that can be tried before it is paid (BILLING T16). */
export const TRIAL_TIER: PaidTier = "pro";

/** Reads a stored tier that was bought; an unknown word is the least one. */
export function parsePaidTier(text: string): PaidTier {
  return paidTiers.find((tier) => tier === text) ?? "pro";
}

/** THE prices. A yearly seat is twelve monthly ones: all items of a subscription share its interval. */
export const planPrices: readonly PlanPrice[] = [
  { item: "pro", interval: "month", lookupKey: "pro_month", cents: 1_900 },
  { item: "pro", interval: "year", lookupKey: "pro_year", cents: 10_800 },
  { item: "enterprise", interval: "month", lookupKey: "enterprise_month", cents: 9_900 },
  { item: "enterprise", interval: "year", lookupKey: "enterprise_year", cents: 60_000 },
  { item: "enterprise-seat", interval: "month", lookupKey: "enterprise_seat_month", cents: 2_000 },
  { item: "enterprise-seat", interval: "year", lookupKey: "enterprise_seat_year", cents: 24_000 },
];

/** The price of an item; every pair has one. */
export function planPrice(item: PlanItem, interval: BillingInterval): PlanPrice {
  const found = planPrices.find((price) => price.item === item && price.interval === interval);
  if (!found) throw new Error(`no price of ${item} a ${interval}`);
  return found;
}

/** Seats of Enterprise that are paid for one by one. */
export function furtherSeats(seats: number): number {
  return Math.max(0, seats - INCLUDED_SEATS);
}

/** What a tier costs an interval, in cents, with its further seats and before tax. */
export function planCents(
  tier: PaidTier,
  interval: BillingInterval,
  seats: number = INCLUDED_SEATS,
): number {
  const base = planPrice(tier, interval).cents;
  if (tier === "pro") return base;
  return base + furtherSeats(seats) * planPrice("enterprise-seat", interval).cents;
}
