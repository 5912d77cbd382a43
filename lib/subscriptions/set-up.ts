import type Stripe from "stripe";
import { PLAN_MARK } from "@/lib/billing/plan-of-items";
import { CURRENCY, type PlanItem, type PlanPrice, planPrices } from "@/lib/billing/plans";
import { isAsListed } from "@/lib/billing/resolve-prices";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { raiseAlarm } from "@/lib/billing/sync/raise-alarm";
import { asWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { portalConfiguration } from "@/lib/subscriptions/portal/configuration";

const productNames: Readonly<Record<PlanItem, string>> = {
  pro: "ComputeHub Pro",
  enterprise: "ComputeHub Enterprise",
  "enterprise-seat": "ComputeHub Enterprise, one more member",
};

/** What was made at Stripe; all zero where everything was there already. */
export interface SetUp {
  readonly products: number;
  readonly prices: number;
  readonly portal: string;
}

/**
 * Puts up for sale at Stripe what the price list says, and the portal's configuration. Running it again
 * changes nothing; an amount that changed makes a new price, to which the lookup key moves on, and
 * whoever pays the old one goes on paying it.
 */
export async function setUpBilling(): Promise<SetUp> {
  const made = { products: 0, prices: 0 };
  for (const price of planPrices) {
    made.products += await ensureProduct(price.item);
    made.prices += await ensurePrice(price);
  }
  return { ...made, portal: await portalConfiguration() };
}

const productId = (item: PlanItem) => `computehub_${item.replaceAll("-", "_")}`;

async function ensureProduct(item: PlanItem): Promise<number> {
  const id = productId(item);
  try {
    const product = await stripe().products.retrieve(id);
    if (!product.active) await stripe().products.update(id, { active: true });
    return 0;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await stripe().products.create({ id, name: productNames[item] }, { idempotencyKey: id });
  return 1;
}

async function ensurePrice(price: PlanPrice): Promise<number> {
  const { item, interval, lookupKey, cents } = price;
  if ((await sold(price)).some((told) => isAsListed(told, price))) return 0;
  await stripe().prices.create({
    product: productId(item),
    currency: CURRENCY,
    unit_amount: cents,
    recurring: { interval },
    lookup_key: lookupKey,
    transfer_lookup_key: true,
    metadata: { [PLAN_MARK]: lookupKey },
  });
  return 1;
}

async function sold({ lookupKey }: PlanPrice): Promise<Stripe.Price[]> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey], active: true });
  return data;
}

/**
 * Holds what is sold at Stripe against the price list (BILLING T11): each key once, active, in our
 * currency, at the amount and interval that people are shown. What differs raises an alarm and is sold
 * to nobody until it is mended. Answers the keys that differ.
 */
export async function checkPrices(): Promise<string[]> {
  const wrong: string[] = [];
  for (const price of planPrices) {
    const told = await sold(price);
    const [only] = told;
    if (only && told.length === 1 && isAsListed(only, price)) continue;
    wrong.push(price.lookupKey);
    const details = {
      expectedCents: price.cents,
      found: told.length,
      foundCents: only?.unit_amount ?? null,
    };
    const alarm = {
      kind: "price-not-ready",
      subject: price.lookupKey,
      teamId: null,
      details,
    } as const;
    await asWorker((tx) => raiseAlarm(tx, alarm));
  }
  if (wrong.length > 0)
    log.error("prices are not at stripe as they are here", { keys: wrong.join() });
  return wrong;
}
