import { z } from "zod";
import { count, flag, metadata, text, timestamp } from "../wire/params";

const url = z
  .string()
  .max(5_000)
  .regex(/^https?:\/\//, "Not a valid URL");
const auto = z.enum(["auto", "never"]);

/** What a hosted checkout page of a subscription may be opened with here. */
export const createSessionSchema = z.strictObject({
  mode: z.literal("subscription"),
  ui_mode: z.literal("hosted_page").optional(),
  success_url: url,
  cancel_url: url.optional(),
  customer: text.optional(),
  customer_email: text.optional(),
  customer_update: z
    .strictObject({ address: auto.optional(), name: auto.optional(), shipping: auto.optional() })
    .optional(),
  client_reference_id: text.max(200).optional(),
  line_items: z
    .array(
      z.strictObject({
        price: text,
        quantity: count.optional(),
        adjustable_quantity: z.strictObject({ enabled: z.literal("false") }).optional(),
      }),
    )
    .min(1),
  allow_promotion_codes: flag.optional(),
  discounts: z
    .array(z.strictObject({ coupon: text.optional(), promotion_code: text.optional() }))
    .max(1)
    .optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  tax_id_collection: z.strictObject({ enabled: flag }).optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  payment_method_types: z.array(z.enum(["card", "us_bank_account", "sepa_debit"])).optional(),
  locale: text.optional(),
  currency: text.optional(),
  metadata: metadata.optional(),
  expires_at: timestamp.optional(),
  subscription_data: z
    .strictObject({
      billing_mode: z.strictObject({ type: z.literal("flexible") }).optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      trial_end: timestamp.optional(),
      trial_period_days: count.optional(),
      trial_settings: z
        .strictObject({
          end_behavior: z.strictObject({
            missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]),
          }),
        })
        .optional(),
    })
    .optional(),
});
