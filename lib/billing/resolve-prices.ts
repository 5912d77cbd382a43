import type Stripe from "stripe";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { CURRENCY, type PlanPrice } from "./plans";
import { stripe } from "./stripe-client";

/**
 * The ids at Stripe of prices of ours, by lookup key. Each is held against the price list first: what
 * is sold otherwise there than here is sold to nobody (BILLING T10, T11). Throws
 * `provider: price-not-ready`.
 */
export async function resolvePrices(
  wanted: readonly PlanPrice[],
): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map();
  const keys = wanted.map(({ lookupKey }) => lookupKey);
  const { data } = await stripe().prices.list({ lookup_keys: keys, active: true, limit: 100 });
  return new Map(wanted.map((price) => [price.lookupKey, findAsListed(price, data).id]));
}

function findAsListed(price: PlanPrice, found: readonly Stripe.Price[]): Stripe.Price {
  const named = found.filter(({ lookup_key }) => lookup_key === price.lookupKey);
  const [only] = named;
  if (only && named.length === 1 && isAsListed(only, price)) return only;
  const { lookupKey } = price;
  log.error("a price is not at stripe as it is here", {
    lookupKey,
    ids: named.map(({ id }) => id),
  });
  throw new AppError("provider", "price-not-ready");
}

/** Whether a price at Stripe is sold for what stands in our list. */
export function isAsListed(told: Stripe.Price, { cents, interval }: PlanPrice): boolean {
  const { recurring } = told;
  return (
    told.active &&
    told.currency === CURRENCY &&
    told.unit_amount === cents &&
    recurring?.interval === interval &&
    recurring.interval_count === 1 &&
    recurring.usage_type === "licensed"
  );
}
