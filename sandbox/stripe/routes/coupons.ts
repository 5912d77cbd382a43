import { z } from "zod";
import { isValidCoupon, viewCoupon, viewPromotionCode } from "../views/catalog";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import {
  clearable,
  count,
  decimal,
  flag,
  mergeMetadata,
  metadata,
  paging,
  period,
  text,
  timestamp,
  within,
} from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

const none = z.strictObject({});
const couponSchema = z.strictObject({
  id: text.optional(),
  name: text.optional(),
  amount_off: count.optional(),
  percent_off: decimal.optional(),
  currency: text.optional(),
  duration: z.enum(["once", "repeating", "forever"]).optional(),
  duration_in_months: count.optional(),
  max_redemptions: count.optional(),
  redeem_by: timestamp.optional(),
  metadata: metadata.optional(),
});
const couponChange = z.strictObject({
  name: clearable(text).optional(),
  metadata: metadata.optional(),
});
const codeSchema = z.strictObject({
  promotion: z.strictObject({ type: z.literal("coupon"), coupon: text }),
  active: flag.optional(),
  code: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/)
    .max(500)
    .optional(),
  customer: text.optional(),
  expires_at: timestamp.optional(),
  max_redemptions: count.optional(),
  metadata: metadata.optional(),
  restrictions: z
    .strictObject({
      first_time_transaction: flag.optional(),
      minimum_amount: count.optional(),
      minimum_amount_currency: text.optional(),
    })
    .optional(),
});
const codeChange = z.strictObject({ active: flag.optional(), metadata: metadata.optional() });
const codeList = z.strictObject({
  ...paging,
  active: flag.optional(),
  code: text.optional(),
  coupon: text.optional(),
  created: period.optional(),
  customer: text.optional(),
});

/** Coupons, and the codes customers enter to get them. */
export function couponRoutes(): ApiRoute[] {
  return [
    route("POST", "/coupons", couponSchema, createCoupon),
    route("GET", "/coupons", z.strictObject({ ...paging, created: period.optional() }), (call) => {
      const { desk, account, params } = call;
      const rows = desk.coupons.of(account).filter((one) => within(params.created, one.created));
      return page("/v1/coupons", rows, params, (one) => viewCoupon(desk, one));
    }),
    route("GET", "/coupons/:id", none, (call) => viewCoupon(call.desk, findCoupon(call, call.id))),
    route("POST", "/coupons/:id", couponChange, (call) => {
      const coupon = findCoupon(call, call.id);
      const { name = coupon.name, metadata: changed } = call.params;
      const merged = mergeMetadata(coupon.metadata, changed);
      return viewCoupon(call.desk, call.desk.coupons.put({ ...coupon, name, metadata: merged }));
    }),
    route("DELETE", "/coupons/:id", none, (call) => {
      const { id } = findCoupon(call, call.id);
      call.desk.coupons.remove(id);
      return { id, object: "coupon", deleted: true };
    }),
    route("POST", "/promotion_codes", codeSchema, createCode),
    route("GET", "/promotion_codes", codeList, listCodes),
    route("GET", "/promotion_codes/:id", none, (call) => viewPromotionCode(findCode(call))),
    route("POST", "/promotion_codes/:id", codeChange, (call) => {
      const code = findCode(call);
      const { active = code.active, metadata: changed } = call.params;
      const merged = mergeMetadata(code.metadata, changed);
      return viewPromotionCode(call.desk.promotionCodes.put({ ...code, active, metadata: merged }));
    }),
  ];
}

function createCoupon({ desk, account, params }: ApiCall<z.infer<typeof couponSchema>>) {
  const { amount_off: amount, percent_off: percent, currency } = params;
  if ((amount === undefined) === (percent === undefined)) {
    throw invalid("You must pass either `percent_off` or `amount_off`, and not both.");
  }
  if (percent !== undefined && (percent <= 0 || percent > 100)) {
    throw invalid("Invalid percent_off: must be more than 0 and at most 100", "percent_off");
  }
  if (amount !== undefined && currency === undefined) {
    throw invalid("You must pass `currency` when passing `amount_off`.", "currency");
  }
  const duration = params.duration ?? "once";
  if ((duration === "repeating") !== (params.duration_in_months !== undefined)) {
    throw invalid("`duration_in_months` goes with `duration=repeating`.", "duration_in_months");
  }
  const id = params.id ?? desk.mint(account, "coupon").slice(7, 15);
  if (desk.coupons.any(id)) {
    throw invalid("Coupon already exists.", "id", "resource_already_exists");
  }
  const coupon = desk.coupons.put({
    id,
    account,
    created: desk.now(),
    name: params.name ?? null,
    amount_off: amount ?? null,
    percent_off: percent ?? null,
    currency: amount === undefined ? null : (currency ?? null),
    duration,
    duration_in_months: params.duration_in_months ?? null,
    max_redemptions: params.max_redemptions ?? null,
    redeem_by: params.redeem_by ?? null,
    metadata: mergeMetadata({}, params.metadata),
    times_redeemed: 0,
  });
  return viewCoupon(desk, coupon);
}

function createCode(call: ApiCall<z.infer<typeof codeSchema>>) {
  const { desk, account, params } = call;
  const coupon = findCoupon(call, params.promotion.coupon, "promotion[coupon]");
  if (!isValidCoupon(desk, coupon)) throw invalid("This coupon is no longer valid.", "promotion");
  const id = desk.mint(account, "promo");
  const code = params.code ?? id.slice(-8).toUpperCase();
  const taken = desk.promotionCodes
    .of(account)
    .some((one) => one.active && one.code.toLowerCase() === code.toLowerCase());
  if (taken) throw invalid("An active promotion code with this code already exists.", "code");
  const { restrictions } = params;
  return viewPromotionCode(
    desk.promotionCodes.put({
      id,
      account,
      created: desk.now(),
      code,
      active: params.active ?? true,
      coupon: coupon.id,
      customer: params.customer ?? null,
      expires_at: params.expires_at ?? null,
      max_redemptions: params.max_redemptions ?? null,
      first_time_transaction: restrictions?.first_time_transaction ?? false,
      minimum_amount: restrictions?.minimum_amount ?? null,
      minimum_amount_currency: restrictions?.minimum_amount_currency ?? null,
      metadata: mergeMetadata({}, params.metadata),
      times_redeemed: 0,
    }),
  );
}

function listCodes({ desk, account, params }: ApiCall<z.infer<typeof codeList>>) {
  const { active, code, coupon, customer } = params;
  const rows = desk.promotionCodes
    .of(account)
    .filter((one) => active === undefined || one.active === active)
    .filter((one) => code === undefined || one.code.toLowerCase() === code.toLowerCase())
    .filter((one) => coupon === undefined || one.coupon === coupon)
    .filter((one) => customer === undefined || one.customer === customer)
    .filter((one) => within(params.created, one.created));
  return page("/v1/promotion_codes", rows, params, viewPromotionCode);
}

function findCoupon({ desk, account }: ApiCall<unknown>, id: string, param = "id") {
  const coupon = desk.coupons.find(account, id);
  if (!coupon) throw noSuch("coupon", id, param);
  return coupon;
}

function findCode({ desk, account, id }: ApiCall<unknown>) {
  const code = desk.promotionCodes.find(account, id);
  if (!code) throw noSuch("promotion code", id);
  return code;
}
