import {
  type BillingInterval,
  billingIntervals,
  CURRENCY,
  INCLUDED_SEATS,
  MOST_SEATS,
  type PaidTier,
  paidTiers,
  planCents,
} from "@/lib/billing/plans";
import type { Amount, PlanChoice, SubscriptionView } from "@/lib/billing/types";

/** What an address asks the page to have chosen already. */
export interface Wish {
  readonly tier: PaidTier;
  readonly interval: BillingInterval;
}

/** Reads `?choose=pro&interval=year`; null where no tier is named that can be bought. */
export function readWish(query: Readonly<Record<string, unknown>>): Wish | null {
  const tier = paidTiers.find((one) => one === query.choose);
  if (!tier) return null;
  return { tier, interval: billingIntervals.find((one) => one === query.interval) ?? "month" };
}

/** Whether something runs that can be changed, so that no second one is bought. */
export function isRunning({ state }: Pick<SubscriptionView, "state">): boolean {
  return state !== "none" && state !== "ended";
}

/** How one choice stands to what the team has; each but `buy` and `change` says why nothing is to press. */
export type Standing =
  | "buy"
  | "change"
  | "current"
  | "planned"
  | "not-sold"
  | "wait"
  | "pay-first"
  | "resume-first";

type Having = Pick<
  SubscriptionView,
  "tier" | "interval" | "state" | "seats" | "cancelsAt" | "pending" | "sold"
>;

export function standingOf(view: Having, choice: PlanChoice): Standing {
  const { state, tier, cancelsAt, pending, sold } = view;
  if (!isRunning(view)) return sold.includes(choice.tier) ? "buy" : "not-sold";
  if (isPlan({ ...view, seats: view.seats.allowed }, choice)) return "current";
  if (pending && isPlan(pending, choice)) return "planned";
  if (state === "awaiting-payment") return "wait";
  if (state === "past-due" || state === "frozen") return "pay-first";
  if (cancelsAt) return "resume-first";
  return choice.tier === tier || sold.includes(choice.tier) ? "change" : "not-sold";
}

/** Seats that the page begins with: those paid for, else the included ones or as many as are in use. */
export function firstSeats({ tier, seats }: Pick<SubscriptionView, "tier" | "seats">): number {
  if (tier === "enterprise") return seats.allowed;
  return Math.max(INCLUDED_SEATS, seats.members + seats.invited);
}

/** A typed number of seats; null for one that cannot be bought. */
export function readSeats(text: string): number | null {
  const seats = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return seats >= INCLUDED_SEATS && seats <= MOST_SEATS ? seats : null;
}

/** What a choice costs an interval before tax. */
export function priceOf({ tier, interval, seats }: PlanChoice): Amount {
  return { minor: String(planCents(tier, interval, seats)), currency: CURRENCY };
}

/** What a yearly price comes to a month, rounded up. */
export function monthlyOf({ minor, currency }: Amount): Amount {
  return { minor: String(Math.ceil(Number(minor) / 12)), currency };
}

interface Plan {
  readonly tier: string;
  readonly interval: BillingInterval | null;
  readonly seats: number;
}

/** Only Enterprise has seats to choose. */
function isPlan(a: Plan, b: PlanChoice): boolean {
  const isSameSize = b.tier === "pro" || a.seats === b.seats;
  return a.tier === b.tier && a.interval === b.interval && isSameSize;
}
