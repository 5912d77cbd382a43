import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Coupon, Discount, Price, Product, PromotionCode, TaxRate } from "../records/catalog";

export function viewProduct({ account: _, ...product }: Product): Wire {
  return {
    ...product,
    object: "product",
    images: [],
    livemode: false,
    marketing_features: [],
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    url: null,
  };
}

export function viewPrice({ account: _, ...price }: Price): Wire {
  return {
    ...price,
    object: "price",
    billing_scheme: "per_unit",
    custom_unit_amount: null,
    livemode: false,
    recurring: price.recurring && { ...price.recurring, meter: null, usage_type: "licensed" },
    tiers_mode: null,
    transform_quantity: null,
    type: price.recurring ? "recurring" : "one_time",
    unit_amount_decimal: String(price.unit_amount),
  };
}

/** The older name of a recurring price, which subscription items still carry. */
export function viewPlan(price: Price): Wire {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: String(price.unit_amount),
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: "licensed",
  };
}

export function viewCoupon(desk: Desk, { account: _, ...coupon }: Coupon): Wire {
  return { ...coupon, object: "coupon", livemode: false, valid: isValidCoupon(desk, coupon) };
}

/** Whether a coupon may still be used. */
export function isValidCoupon(
  desk: Desk,
  coupon: Pick<Coupon, "redeem_by" | "max_redemptions" | "times_redeemed">,
): boolean {
  if (coupon.redeem_by !== null && coupon.redeem_by <= desk.now()) return false;
  return coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions;
}

export function viewPromotionCode(code: PromotionCode): Wire {
  return {
    id: code.id,
    object: "promotion_code",
    active: code.active,
    code: code.code,
    created: code.created,
    customer: code.customer,
    customer_account: null,
    expires_at: code.expires_at,
    livemode: false,
    max_redemptions: code.max_redemptions,
    metadata: code.metadata,
    promotion: { type: "coupon", coupon: code.coupon },
    restrictions: {
      first_time_transaction: code.first_time_transaction,
      minimum_amount: code.minimum_amount,
      minimum_amount_currency: code.minimum_amount_currency,
    },
    times_redeemed: code.times_redeemed,
  };
}

export function viewDiscount(discount: Discount): Wire {
  return {
    id: discount.id,
    object: "discount",
    checkout_session: discount.checkout_session,
    customer: discount.customer,
    customer_account: null,
    end: discount.end,
    invoice: null,
    invoice_item: null,
    promotion_code: discount.promotion_code,
    source: { type: "coupon", coupon: discount.coupon },
    start: discount.created,
    subscription: discount.subscription,
    subscription_item: null,
  };
}

export function viewTaxRate({ account: _, ...rate }: TaxRate): Wire {
  return {
    ...rate,
    object: "tax_rate",
    active: true,
    description: null,
    display_name: "Tax",
    effective_percentage: rate.percentage,
    flat_amount: null,
    jurisdiction: rate.country,
    jurisdiction_level: "country",
    livemode: false,
    metadata: {},
    rate_type: "percentage",
    state: null,
    tax_type: null,
  };
}
