import type Stripe from "stripe";
import { wantedLines } from "@/lib/billing/choose-plan";
import { parseInterval, parsePaidTier, TRIAL_DAYS } from "@/lib/billing/plans";
import { resolvePrices } from "@/lib/billing/resolve-prices";
import { stripe } from "@/lib/billing/stripe-client";
import type { PlanChoice } from "@/lib/billing/types";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { CheckoutIntent } from "@/lib/generated/prisma/client";
import { isLocale, localePath } from "@/lib/i18n/locales";

/** A hosted page that was made. */
export interface MadeSession {
  readonly id: string;
  readonly url: string;
}

/**
 * Makes the hosted page of an intent. All that goes into it comes from the intent and from settings,
 * never from who asks, so that the key always means the same and a lost answer makes no second page
 * (BILLING T6). Throws what the client throws.
 */
export async function makeSession(
  intent: CheckoutIntent,
  customerId: string,
): Promise<MadeSession> {
  const lines = wantedLines(planOfIntent(intent));
  const prices = await resolvePrices(lines.map(({ price }) => price));
  const items = lines.map(({ price, quantity }) => ({
    price: prices.get(price.lookupKey) ?? "",
    quantity,
  }));
  const { id, url } = await stripe().checkout.sessions.create(
    sessionParams(intent, { customerId, items }),
    { idempotencyKey: `team:${intent.teamId}:checkout:${intent.id}` },
  );
  if (!url) throw new AppError("provider", "billing-refused");
  return { id, url };
}

/** What an intent is for. */
export function planOfIntent({ tier, interval, seats }: CheckoutIntent): PlanChoice {
  return { tier: parsePaidTier(tier), interval: parseInterval(interval), seats };
}

interface Bought {
  readonly customerId: string;
  readonly items: { readonly price: string; readonly quantity: number }[];
}

function sessionParams(
  intent: CheckoutIntent,
  { customerId, items }: Bought,
): Stripe.Checkout.SessionCreateParams {
  const locale = isLocale(intent.locale) ? intent.locale : "en";
  const page = new URL(localePath(locale, "/settings/subscription"), env.APP_URL).href;
  const metadata = { team: intent.teamId, intent: intent.id };
  return {
    mode: "subscription",
    customer: customerId,
    client_reference_id: intent.id,
    line_items: items,
    // Coming back changes nothing by itself: the page reads the row that the webhook leads to.
    success_url: `${page}?checkout=done`,
    cancel_url: `${page}?checkout=left`,
    expires_at: Math.floor(intent.expiresAt.getTime() / 1_000),
    locale,
    allow_promotion_codes: true,
    payment_method_collection: "always",
    metadata,
    subscription_data: { metadata, ...(intent.isTrial && trial) },
    ...(env.STRIPE_AUTOMATIC_TAX && taxes),
  };
}

const trial = {
  trial_period_days: TRIAL_DAYS,
  trial_settings: { end_behavior: { missing_payment_method: "cancel" } },
} as const;

/** The address and name typed on the page are kept at the customer, for this bill and later ones. */
const taxes = {
  automatic_tax: { enabled: true },
  customer_update: { address: "auto", name: "auto" },
  tax_id_collection: { enabled: true },
} as const;
