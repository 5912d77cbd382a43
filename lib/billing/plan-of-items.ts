import {
  type BillingInterval,
  INCLUDED_SEATS,
  type PaidTier,
  type PlanPrice,
  planPrices,
} from "@/lib/billing/plans";

/** What of a price tells which one of ours it is. */
export interface PriceMarks {
  readonly id: string;
  readonly lookup_key: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** One line of a subscription: so many of a price. */
export interface PlanLine {
  readonly price: PriceMarks;
  readonly quantity: number;
}

/** What a subscription's lines buy. */
export interface Plan {
  readonly tier: PaidTier;
  readonly interval: BillingInterval;
  readonly seats: number;
}

/** Under this name a price carries its lookup key for good: the key itself moves on to a newer price. */
export const PLAN_MARK = "plan";

/** Which of our prices this is; `null` for one nobody here made. */
export function planPriceOf({ lookup_key, metadata }: PriceMarks): PlanPrice | null {
  const named = (key: string | null | undefined) =>
    planPrices.find(({ lookupKey }) => lookupKey === key) ?? null;
  return named(lookup_key) ?? named(metadata[PLAN_MARK]);
}

/**
 * What these lines buy, and the ids of prices nobody here made. `plan` is `null` where no line is a
 * tier: what to do then is the caller's to say (BILLING T10). Seats are what is paid for (T19).
 */
export function planOfLines(lines: readonly PlanLine[]): {
  readonly plan: Plan | null;
  readonly unknown: readonly string[];
} {
  const unknown = lines.flatMap(({ price }) => (planPriceOf(price) ? [] : [price.id]));
  const known = lines.flatMap((line) => {
    const price = planPriceOf(line.price);
    return price ? [{ price, quantity: line.quantity }] : [];
  });
  const further = known
    .filter(({ price }) => price.item === "enterprise-seat")
    .reduce((sum, { quantity }) => sum + quantity, 0);
  for (const tier of ["enterprise", "pro"] as const) {
    const base = known.find(({ price }) => price.item === tier);
    if (!base) continue;
    const seats = tier === "pro" ? 1 : INCLUDED_SEATS + further;
    return { plan: { tier, interval: base.price.interval, seats }, unknown };
  }
  return { plan: null, unknown };
}
