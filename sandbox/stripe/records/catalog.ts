import { z } from "zod";
import { kept, words } from "./kept";

export const productSchema = z.object({
  ...kept,
  updated: z.number(),
  active: z.boolean(),
  name: z.string(),
  description: z.string().nullable(),
  default_price: z.string().nullable(),
  metadata: words,
  tax_code: z.string().nullable(),
});
export type Product = z.infer<typeof productSchema>;

const interval = z.enum(["day", "week", "month", "year"]);

export const priceSchema = z.object({
  ...kept,
  active: z.boolean(),
  currency: z.string(),
  lookup_key: z.string().nullable(),
  metadata: words,
  nickname: z.string().nullable(),
  product: z.string(),
  recurring: z
    .object({ interval, interval_count: z.number(), trial_period_days: z.number().nullable() })
    .nullable(),
  tax_behavior: z.enum(["unspecified", "exclusive", "inclusive"]),
  /** In the smallest unit of the currency. */
  unit_amount: z.number(),
});
export type Price = z.infer<typeof priceSchema>;

export const couponSchema = z.object({
  ...kept,
  name: z.string().nullable(),
  amount_off: z.number().nullable(),
  percent_off: z.number().nullable(),
  currency: z.string().nullable(),
  duration: z.enum(["once", "repeating", "forever"]),
  duration_in_months: z.number().nullable(),
  max_redemptions: z.number().nullable(),
  redeem_by: z.number().nullable(),
  metadata: words,
  times_redeemed: z.number(),
});
export type Coupon = z.infer<typeof couponSchema>;

export const promotionCodeSchema = z.object({
  ...kept,
  code: z.string(),
  active: z.boolean(),
  coupon: z.string(),
  customer: z.string().nullable(),
  expires_at: z.number().nullable(),
  max_redemptions: z.number().nullable(),
  first_time_transaction: z.boolean(),
  minimum_amount: z.number().nullable(),
  minimum_amount_currency: z.string().nullable(),
  metadata: words,
  times_redeemed: z.number(),
});
export type PromotionCode = z.infer<typeof promotionCodeSchema>;

/** A coupon at work on one subscription. */
export const discountSchema = z.object({
  ...kept,
  coupon: z.string(),
  promotion_code: z.string().nullable(),
  customer: z.string(),
  subscription: z.string().nullable(),
  checkout_session: z.string().nullable(),
  end: z.number().nullable(),
  /** A coupon for once that has been on an invoice. */
  used: z.boolean(),
});
export type Discount = z.infer<typeof discountSchema>;

export const taxRateSchema = z.object({
  ...kept,
  country: z.string(),
  percentage: z.number(),
  inclusive: z.boolean(),
});
export type TaxRate = z.infer<typeof taxRateSchema>;
