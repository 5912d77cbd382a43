import type Stripe from "stripe";
import { CURRENCY } from "@/lib/billing/plans";
import { divideHalfEven, type Micros } from "@/lib/money";

const MICROS_PER_CENT = 10_000n;
/** Percentages have two decimals. */
const WHOLE = 10_000n;

/**
 * What a month of a subscription is worth: its lines less the discounts that stay, before tax, a
 * year counted as twelve months. Zero in another currency than ours, in which nothing is sold.
 */
export function monthlyWorth(subscription: Stripe.Subscription): Micros {
  if (subscription.currency !== CURRENCY) return 0n;
  const lines = subscription.items.data;
  const gross = lines.reduce(
    (sum, { price, quantity }) => sum + BigInt(price.unit_amount ?? 0) * BigInt(quantity ?? 1),
    0n,
  );
  const net = subscription.discounts.reduce(takeOff, gross);
  const months = lines[0]?.price.recurring?.interval === "year" ? 12n : 1n;
  return divideHalfEven((net < 0n ? 0n : net) * MICROS_PER_CENT, months);
}

function takeOff(cents: bigint, discount: string | Stripe.Discount): bigint {
  const coupon = typeof discount === "string" ? null : discount.source.coupon;
  if (!coupon || typeof coupon === "string" || coupon.duration === "once") return cents;
  if (coupon.percent_off === null) return cents - BigInt(coupon.amount_off ?? 0);
  const left = WHOLE - BigInt(Math.round(coupon.percent_off * 100));
  return divideHalfEven(cents * left, WHOLE);
}
