import type { Wanted } from "../billing/discounts";
import { isValidCoupon } from "../views/catalog";
import type { ApiCall } from "../wire/api";
import { invalid, noSuch } from "../wire/problem";

interface Given {
  coupon?: string | undefined;
  discount?: string | undefined;
  promotion_code?: string | undefined;
}

/** The coupons a call names, each checked to be there and still good. */
export function wantedDiscounts(
  { desk, account }: ApiCall<unknown>,
  given: Given[] | null | undefined,
): Wanted[] {
  return (given ?? []).map(({ coupon, promotion_code: codeId }, index) => {
    const code = desk.promotionCodes.find(account, codeId ?? "");
    if (codeId !== undefined && !code?.active) {
      throw noSuch("promotion code", codeId, `discounts[${index}][promotion_code]`);
    }
    const id = coupon ?? code?.coupon ?? "";
    const known = desk.coupons.find(account, id);
    if (!known) throw noSuch("coupon", id, `discounts[${index}][coupon]`);
    if (!isValidCoupon(desk, known)) {
      throw invalid(`Coupon expired: ${id}`, `discounts[${index}][coupon]`, "coupon_expired");
    }
    return { coupon: code ? null : id, promotion_code: code?.id ?? null };
  });
}
