import { z } from "zod";
import { kept, words } from "./kept";

/** A hosted checkout page and what it will make. */
export const sessionSchema = z.object({
  ...kept,
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  customer: z.string().nullable(),
  customer_email: z.string().nullable(),
  client_reference_id: z.string().nullable(),
  success_url: z.string(),
  cancel_url: z.string().nullable(),
  currency: z.string(),
  locale: z.string().nullable(),
  line_items: z.array(z.object({ id: z.string(), price: z.string(), quantity: z.number() })),
  allow_promotion_codes: z.boolean().nullable(),
  discounts: z.array(
    z.object({ coupon: z.string().nullable(), promotion_code: z.string().nullable() }),
  ),
  automatic_tax: z.boolean(),
  billing_address_collection: z.enum(["auto", "required"]).nullable(),
  customer_update: z.object({ address: z.boolean(), name: z.boolean() }),
  tax_id_collection: z.boolean(),
  payment_method_collection: z.enum(["always", "if_required"]),
  payment_method_types: z.array(z.string()),
  metadata: words,
  subscription_data: z.object({
    metadata: words,
    description: z.string().nullable(),
    trial_end: z.number().nullable(),
    trial_period_days: z.number().nullable(),
    missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]),
  }),
  expires_at: z.number(),
  subscription: z.string().nullable(),
  invoice: z.string().nullable(),
  /** Filled in on the page. */
  details: z
    .object({
      email: z.string().nullable(),
      name: z.string().nullable(),
      country: z.string().nullable(),
      postal_code: z.string().nullable(),
    })
    .nullable(),
  /** A card that waits for its holder to be confirmed. */
  waiting: z.string().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

const features = z.object({
  customer_update: z.object({ enabled: z.boolean(), allowed_updates: z.array(z.string()) }),
  invoice_history: z.object({ enabled: z.boolean() }),
  payment_method_update: z.object({ enabled: z.boolean() }),
  subscription_cancel: z.object({
    enabled: z.boolean(),
    mode: z.enum(["immediately", "at_period_end"]),
    proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]),
    cancellation_reason: z.object({ enabled: z.boolean(), options: z.array(z.string()) }),
  }),
  subscription_update: z.object({
    enabled: z.boolean(),
    default_allowed_updates: z.array(z.string()),
    products: z.array(z.object({ product: z.string(), prices: z.array(z.string()) })),
    proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]),
  }),
});
export type Features = z.infer<typeof features>;

export const configurationSchema = z.object({
  ...kept,
  updated: z.number(),
  active: z.boolean(),
  is_default: z.boolean(),
  name: z.string().nullable(),
  headline: z.string().nullable(),
  privacy_policy_url: z.string().nullable(),
  terms_of_service_url: z.string().nullable(),
  default_return_url: z.string().nullable(),
  features,
  metadata: words,
});
export type Configuration = z.infer<typeof configurationSchema>;

export const portalSessionSchema = z.object({
  ...kept,
  customer: z.string(),
  configuration: z.string(),
  return_url: z.string().nullable(),
  locale: z.string().nullable(),
  flow: z
    .object({
      type: z.enum(["payment_method_update", "subscription_cancel"]),
      subscription: z.string().nullable(),
      after: z.string().nullable(),
    })
    .nullable(),
  waiting: z.string().nullable(),
});
export type PortalSession = z.infer<typeof portalSessionSchema>;
