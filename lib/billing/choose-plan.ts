import {
  type BillingInterval,
  furtherSeats,
  INCLUDED_SEATS,
  type PaidTier,
  type PlanPrice,
  planPrice,
} from "./plans";
import type { PlanChoice } from "./types";

/** What a person chose, with the seats it really has: one on Pro, at least the included on Enterprise. */
export function choosePlan(wish: {
  readonly tier: PaidTier;
  readonly interval: BillingInterval;
  readonly seats?: number | undefined;
}): PlanChoice {
  const { tier, interval, seats = INCLUDED_SEATS } = wish;
  return { tier, interval, seats: tier === "pro" ? 1 : Math.max(seats, INCLUDED_SEATS) };
}

/** So many of one price. */
export interface WantedLine {
  readonly price: PlanPrice;
  readonly quantity: number;
}

/** The lines that a plan is bought as. */
export function wantedLines({ tier, interval, seats }: PlanChoice): WantedLine[] {
  const base = { price: planPrice(tier, interval), quantity: 1 };
  const further = tier === "enterprise" ? furtherSeats(seats) : 0;
  if (further === 0) return [base];
  return [base, { price: planPrice("enterprise-seat", interval), quantity: further }];
}
