import type { Desk } from "../desk";
import type { Discount } from "../records/catalog";
import type { Line } from "../records/invoice";
import { addMonths } from "./calendar";

export interface Wanted {
  coupon: string | null;
  promotion_code: string | null;
}

/** Puts a coupon to work on a subscription, counted as redeemed. */
export function redeem(
  desk: Desk,
  wanted: Wanted,
  on: { account: string; customer: string; subscription: string; session?: string },
): Discount | undefined {
  const code = desk.promotionCodes.find(on.account, wanted.promotion_code ?? "");
  const coupon = desk.coupons.find(on.account, wanted.coupon ?? code?.coupon ?? "");
  if (!coupon) return undefined;
  desk.coupons.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 });
  if (code) desk.promotionCodes.put({ ...code, times_redeemed: code.times_redeemed + 1 });
  const now = desk.now();
  const months = coupon.duration === "repeating" ? (coupon.duration_in_months ?? 1) : null;
  return desk.discounts.put({
    id: desk.mint(on.account, "di"),
    account: on.account,
    created: now,
    coupon: coupon.id,
    promotion_code: code?.id ?? null,
    customer: on.customer,
    subscription: on.subscription,
    checkout_session: on.session ?? null,
    end: months === null ? null : addMonths(now, months),
    used: false,
  });
}

/** The discounts that still reduce an invoice made now. */
export function activeDiscounts(desk: Desk, ids: string[]): Discount[] {
  return ids
    .flatMap((id) => desk.discounts.any(id) ?? [])
    .filter(({ used, end }) => !used && (end === null || end > desk.now()));
}

/** Takes discounts off the lines: a percentage off each, an amount off the lines of whole periods. */
export function discounted(desk: Desk, lines: Line[], discounts: Discount[]): Line[] {
  return discounts.reduce((reduced, discount) => {
    const coupon = desk.coupons.any(discount.coupon);
    if (!coupon) return reduced;
    let left = coupon.amount_off ?? 0;
    return reduced.map((line) => {
      const open = line.amount - line.discounts.reduce((sum, one) => sum + one.amount, 0);
      const amount =
        coupon.percent_off === null
          ? Math.max(0, Math.min(left, line.proration ? 0 : open))
          : Math.round((open * coupon.percent_off) / 100);
      if (amount === 0) return line;
      if (coupon.percent_off === null) left -= amount;
      return { ...line, discounts: [...line.discounts, { discount: discount.id, amount }] };
    });
  }, lines);
}
