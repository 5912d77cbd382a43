import { z } from "zod";
import type { Features } from "../records/hosted";
import { clearable, flag, text } from "../wire/params";

const proration = z.enum(["none", "create_prorations", "always_invoice"]);
/** What a configuration may be told to let customers do. */
export const featuresSchema = z.strictObject({
  customer_update: z
    .strictObject({
      enabled: flag.optional(),
      allowed_updates: clearable(z.array(text)).optional(),
    })
    .optional(),
  invoice_history: z.strictObject({ enabled: flag }).optional(),
  payment_method_update: z.strictObject({ enabled: flag }).optional(),
  subscription_cancel: z
    .strictObject({
      enabled: flag,
      mode: z.enum(["immediately", "at_period_end"]).optional(),
      proration_behavior: proration.optional(),
      cancellation_reason: z
        .strictObject({ enabled: flag, options: clearable(z.array(text)).optional() })
        .optional(),
    })
    .optional(),
  subscription_update: z
    .strictObject({
      enabled: flag.optional(),
      default_allowed_updates: clearable(
        z.array(z.enum(["price", "quantity", "promotion_code"])),
      ).optional(),
      products: clearable(
        z.array(z.strictObject({ product: text, prices: z.array(text) })),
      ).optional(),
      proration_behavior: proration.optional(),
    })
    .optional(),
});
export const NO_FEATURES: Features = {
  customer_update: { enabled: false, allowed_updates: [] },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false },
  subscription_cancel: {
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
    cancellation_reason: { enabled: false, options: [] },
  },
  subscription_update: {
    enabled: false,
    default_allowed_updates: [],
    products: [],
    proration_behavior: "none",
  },
};

/** The features known, with those of a call in their place. */
export function featuresOf(known: Features, given: z.infer<typeof featuresSchema>): Features {
  const { customer_update: customer, subscription_cancel: cancel } = given;
  const { subscription_update: change } = given;
  const was = known.subscription_cancel;
  const before = known.subscription_update;
  return {
    customer_update: {
      enabled: customer?.enabled ?? known.customer_update.enabled,
      allowed_updates:
        customer?.allowed_updates === undefined
          ? known.customer_update.allowed_updates
          : (customer.allowed_updates ?? []),
    },
    invoice_history: given.invoice_history ?? known.invoice_history,
    payment_method_update: given.payment_method_update ?? known.payment_method_update,
    subscription_cancel: {
      enabled: cancel?.enabled ?? was.enabled,
      mode: cancel?.mode ?? was.mode,
      proration_behavior: cancel?.proration_behavior ?? was.proration_behavior,
      cancellation_reason: cancel?.cancellation_reason
        ? {
            enabled: cancel.cancellation_reason.enabled,
            options: cancel.cancellation_reason.options ?? [],
          }
        : was.cancellation_reason,
    },
    subscription_update: {
      enabled: change?.enabled ?? before.enabled,
      default_allowed_updates:
        change?.default_allowed_updates === undefined
          ? before.default_allowed_updates
          : (change.default_allowed_updates ?? []),
      products: change?.products === undefined ? before.products : (change.products ?? []),
      proration_behavior: change?.proration_behavior ?? before.proration_behavior,
    },
  };
}
