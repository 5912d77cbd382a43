import { readEach } from "../read-rows";
import { isSpot, partOf } from "./parts";
import { type PartSku, partSku } from "./wire";

/** Billionths of a dollar for one unit of a part; `ambiguous` where two SKUs disagree. */
export type Rates = ReadonlyMap<string, bigint | "ambiguous">;

/** The place of a part's price. */
export function rateKey(part: string, { spot, region }: { spot: boolean; region: string }): string {
  return `${part}/${spot ? "spot" : "on-demand"}/${region}`;
}

/** What every part costs in every region. Rows that cannot be read are counted. */
export function readRates(rows: readonly unknown[]): {
  readonly rates: Rates;
  readonly regions: readonly string[];
  readonly skipped: readonly { readonly reason: string; readonly example: string }[];
} {
  const { found, skipped } = readEach(rows, partSku, toRates);
  const rates = new Map<string, bigint | "ambiguous">();
  for (const { key, nanos } of found) {
    const known = rates.get(key);
    rates.set(key, known === undefined || known === nanos ? nanos : "ambiguous");
  }
  const torn = [...rates].filter(([, rate]) => rate === "ambiguous");
  return {
    rates,
    regions: [...new Set(found.map((one) => one.region))].sort(),
    skipped: [
      ...skipped,
      ...torn.map(([key]) => ({ reason: "two prices for one part", example: key })),
    ],
  };
}

function toRates(sku: PartSku) {
  const part = partOf(sku);
  if (!part) return "a GPU of no known machine";
  const [pricing] = sku.pricingInfo;
  if (pricing?.pricingExpression.usageUnit !== part.unit) return "another unit";
  // The first tier may be a free one.
  const price = pricing.pricingExpression.tieredRates.at(-1)?.unitPrice;
  if (price?.currencyCode !== "USD") return "another currency";
  const nanos = BigInt(price.units) * 1_000_000_000n + BigInt(price.nanos);
  if (nanos === 0n) return "no price";
  return sku.serviceRegions.map((region) => ({
    key: rateKey(part.id, { spot: isSpot(sku), region }),
    region,
    nanos,
  }));
}
