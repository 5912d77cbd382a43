import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe-client";
import { env } from "@/lib/env";

/**
 * What a customer may do in Stripe's portal: see bills, change how they are paid and what stands on
 * them. Plans are changed and cancelled here alone, where the amount is shown first, so the portal can
 * switch to no price at all (BILLING T24).
 */
const features = {
  customer_update: { enabled: true, allowed_updates: ["address", "name", "phone", "tax_id"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: false },
  subscription_update: { enabled: false },
} as const satisfies {
  readonly [F in keyof Stripe.BillingPortal.ConfigurationCreateParams.Features]: unknown;
};

const MARK = "computehub";
const held: { pinned?: string } = {};

/**
 * The id of the portal's configuration, made on first need. It is found again by the mark of what it
 * allows and where it leads, so that another version of this file makes another one.
 */
export async function portalConfiguration(): Promise<string> {
  held.pinned ??= (await findMarked()) ?? (await make());
  return held.pinned;
}

function wanted() {
  const page = new URL("/settings/subscription", env.APP_URL).href;
  const params = {
    features: {
      ...features,
      customer_update: {
        enabled: true,
        allowed_updates: [...features.customer_update.allowed_updates],
      },
    },
    business_profile: {
      privacy_policy_url: new URL("/privacy", env.APP_URL).href,
      terms_of_service_url: new URL("/terms", env.APP_URL).href,
    },
    default_return_url: page,
  };
  const mark = createHash("sha256").update(JSON.stringify(params)).digest("hex").slice(0, 24);
  return { params, mark };
}

async function findMarked(): Promise<string | undefined> {
  const { mark } = wanted();
  const all = stripe().billingPortal.configurations.list({ active: true, limit: 100 });
  const found = (await all.autoPagingToArray({ limit: 1_000 })).find(
    ({ metadata }) => metadata?.[MARK] === mark,
  );
  return found?.id;
}

async function make(): Promise<string> {
  const { params, mark } = wanted();
  const { id } = await stripe().billingPortal.configurations.create(
    { ...params, metadata: { [MARK]: mark } },
    { idempotencyKey: `portal:${mark}` },
  );
  return id;
}
