import { soldTiers } from "@/lib/billing/sold";
import { env } from "@/lib/env";
import { toPriceList } from "./price-list";
import type { PriceListView } from "./types";

/** What the tiers of this installation cost and hold; asks neither the database nor Stripe. */
export function priceList(): PriceListView {
  return toPriceList({ sold: soldTiers(), hasTaxes: env.STRIPE_AUTOMATIC_TAX });
}
