import { createHash } from "node:crypto";
import type { Sku } from "./catalog";

const NANOS = 1_000_000_000n;
const EFFECTIVE = "2026-08-03T09:14:24.118Z";

/** A SKU as Google's catalogue writes it; `nanos` is what one unit costs. */
export function skuView(sku: Sku, nanos: bigint) {
  const skuId = idOf(sku.description);
  const priced = { startUsageAmount: sku.freeBelow ?? 0, unitPrice: money(nanos) };
  const free = { startUsageAmount: 0, unitPrice: money(0n) };
  return {
    name: `services/6F81-5844-456A/skus/${skuId}`,
    skuId,
    description: sku.description,
    category: {
      serviceDisplayName: "Compute Engine",
      resourceFamily: sku.group === "LocalSSD" ? "Storage" : "Compute",
      resourceGroup: sku.group,
      usageType: sku.usage,
    },
    serviceRegions: sku.regions,
    pricingInfo: [
      {
        summary: "",
        pricingExpression: {
          usageUnit: sku.unit,
          displayQuantity: 1,
          tieredRates: sku.freeBelow === undefined ? [priced] : [free, priced],
        },
        currencyConversionRate: 1,
        effectiveTime: EFFECTIVE,
      },
    ],
    serviceProviderName: "Google",
    geoTaxonomy: { type: "REGIONAL", regions: sku.regions },
  };
}

/** Billionths of a dollar of a decimal amount. */
export function nanosOf(usd: string): bigint {
  const [whole = "0", fraction = ""] = usd.split(".");
  return BigInt(whole) * NANOS + BigInt(fraction.padEnd(9, "0"));
}

function money(nanos: bigint) {
  return {
    currencyCode: "USD",
    units: (nanos / NANOS).toString(),
    nanos: Number(nanos % NANOS),
  };
}

function idOf(description: string): string {
  const hex = createHash("sha256").update(description).digest("hex").toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}`;
}
