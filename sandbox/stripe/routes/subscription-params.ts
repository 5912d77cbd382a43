import { z } from "zod";
import { clearable, count, flag, metadata, paging, period, text, timestamp } from "../wire/params";

const discounts = clearable(
  z.array(
    z.strictObject({
      coupon: text.optional(),
      discount: text.optional(),
      promotion_code: text.optional(),
    }),
  ),
);
const trialSettings = z.strictObject({
  end_behavior: z.strictObject({
    missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]),
  }),
});
const paymentSettings = z.strictObject({
  save_default_payment_method: z.enum(["off", "on_subscription"]).optional(),
  payment_method_types: clearable(z.array(text)).optional(),
});
const proration = z.enum(["none", "create_prorations", "always_invoice"]);
const behavior = z.enum([
  "allow_incomplete",
  "default_incomplete",
  "error_if_incomplete",
  "pending_if_incomplete",
]);
const shared = {
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  cancel_at_period_end: flag.optional(),
  default_payment_method: text.optional(),
  description: clearable(text).optional(),
  discounts: discounts.optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_settings: paymentSettings.optional(),
  proration_behavior: proration.optional(),
  trial_settings: trialSettings.optional(),
};

export const changedItems = z.array(
  z.strictObject({
    id: text.optional(),
    price: text.optional(),
    quantity: count.optional(),
    deleted: flag.optional(),
    metadata: metadata.optional(),
  }),
);

export const createSubscriptionSchema = z.strictObject({
  ...shared,
  customer: text,
  currency: text.optional(),
  items: z
    .array(
      z.strictObject({ price: text, quantity: count.optional(), metadata: metadata.optional() }),
    )
    .min(1),
  billing_mode: z.strictObject({ type: z.literal("flexible") }).optional(),
  cancel_at: timestamp.optional(),
  collection_method: z.literal("charge_automatically").optional(),
  payment_behavior: behavior.exclude(["pending_if_incomplete"]).optional(),
  trial_end: z.union([z.literal("now"), timestamp]).optional(),
  trial_period_days: count.optional(),
});

export const updateSubscriptionSchema = z.strictObject({
  ...shared,
  cancel_at: clearable(timestamp).optional(),
  cancellation_details: z
    .strictObject({ comment: clearable(text).optional(), feedback: clearable(text).optional() })
    .optional(),
  items: changedItems.optional(),
  payment_behavior: behavior.optional(),
  proration_date: timestamp.optional(),
  trial_end: z.union([z.literal("now"), timestamp]).optional(),
});
export type SubscriptionUpdate = z.infer<typeof updateSubscriptionSchema>;

export const cancelSubscriptionSchema = z.strictObject({
  cancellation_details: z
    .strictObject({ comment: clearable(text).optional(), feedback: clearable(text).optional() })
    .optional(),
  invoice_now: flag.optional(),
  prorate: flag.optional(),
});

export const listSubscriptionsSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  customer: text.optional(),
  price: text.optional(),
  current_period_end: period.optional(),
  current_period_start: period.optional(),
  status: z
    .enum([
      "active",
      "all",
      "canceled",
      "ended",
      "incomplete",
      "incomplete_expired",
      "past_due",
      "paused",
      "trialing",
      "unpaid",
    ])
    .optional(),
});
