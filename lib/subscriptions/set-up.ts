import type Stripe from "stripe";
import { PLAN_MARK } from "@/lib/billing/plan-of-items";
import { CURRENCY, type PlanItem, type PlanPrice, planPrices } from "@/lib/billing/plans";
import { isAsListed } from "@/lib/billing/resolve-prices";
import { stripe } from "@/lib/billing/stripe-client";
import { asWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { raiseAlarm } from "@/lib/payments/raise-alarm";
import { portalConfiguration } from "./portal/configuration";

const products: Readonly<Record<PlanItem, { readonly id: string; readonly name: string }>> = {
  pro: { id: "computehub_pro", name: "ComputeHub Pro" },
  enterprise: { id: "computehub_enterprise", name: "ComputeHub Enterprise" },
  "enterprise-seat": {
    id: "computehub_enterprise_seat",
    name: "ComputeHub Enterprise: one more seat",
  },
};

/**
 * Puts at Stripe what this installation sells: products, prices by lookup key, and the portal's
 * configuration. What is there as it should be is left alone, so that it can be run again at any time
 * (BILLING T11, T24). Answers the lookup keys of prices that were made. Throws what the client throws.
 */
export async function setUpBilling(): Promise<string[]> {
  const made: string[] = [];
  const known = await stripe().products.list({ ids: Object.values(products).map(({ id }) => id) });
  for (const product of Object.values(products)) {
    if (!known.data.some(({ id }) => id === product.id)) await stripe().products.create(product);
  }
  for (const price of planPrices) if (await setUpPrice(price)) made.push(price.lookupKey);
  await portalConfiguration();
  return made;
}

/** A price at Stripe never changes: another one takes its key over, and it is sold to nobody new. */
async function setUpPrice(price: PlanPrice): Promise<boolean> {
  const { lookupKey, cents, interval, item } = price;
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey], limit: 100 });
  if (data.some((told) => isAsListed(told, price))) return false;
  await stripe().prices.create({
    product: products[item].id,
    currency: CURRENCY,
    unit_amount: cents,
    recurring: { interval },
    tax_behavior: "exclusive",
    lookup_key: lookupKey,
    transfer_lookup_key: true,
    metadata: { [PLAN_MARK]: lookupKey },
  });
  await Promise.all(data.map(retire));
  return true;
}

/** What is bought at it goes on at it. */
async function retire({ id, active }: Stripe.Price): Promise<void> {
  if (active) await stripe().prices.update(id, { active: false });
}

/**
 * Holds what is sold at Stripe against the price list (BILLING T11): each key once, active, in our
 * currency, at the amount and interval that people are shown. What differs raises an alarm and is sold
 * to nobody until it is mended. Answers the keys that differ.
 */
export async function checkPrices(): Promise<string[]> {
  const wrong: string[] = [];
  for (const price of planPrices) {
    const told = await soldUnder(price);
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

async function soldUnder({ lookupKey }: PlanPrice): Promise<Stripe.Price[]> {
  return (await stripe().prices.list({ lookup_keys: [lookupKey], active: true })).data;
}
