import { microsFromNumber } from "@/lib/money";
import type { PricingModel, ProviderOffer } from "../contract";
import { isNotSold, readSize } from "./read-size";
import { anyItem, type Item } from "./wire";

/** Stands before every size's name. */
const PREFIX = "Standard_";

/**
 * Whether a row may be a price people pay for Linux by the hour. The rest are other ways of selling
 * the same size: reservations, whose "1 Hour" is a whole term, development terms, Windows, whole
 * hosts, the former cloud services, and low priority, which is no longer sold. Rows too odd to tell
 * stay in, so that they are counted as unread.
 */
export function mayBeSold(row: unknown): boolean {
  const parsed = anyItem.safeParse(row);
  if (!parsed.success) return true;
  const { type, productName, meterName, armSkuName, isPrimaryMeterRegion } = parsed.data;
  return (
    type === "Consumption" &&
    isPrimaryMeterRegion &&
    !/Windows|Dedicated|Cloud ?Services/.test(productName) &&
    !meterName.includes("Low Priority") &&
    !isNotSold(armSkuName.replace(PREFIX, ""))
  );
}

/** The offer of a row; a size with less than one card is a slice of it. */
export function toOffers(row: Item): ProviderOffer[] | string {
  if (row.currencyCode !== "USD") return `a price in ${row.currencyCode}`;
  if (row.unitOfMeasure !== "1 Hour") return `a price per ${row.unitOfMeasure}`;
  const price = microsFromNumber(row.retailPrice);
  if (price === null || price <= 0n) return "no price";
  const gpus = readSize(row.armSkuName.replace(PREFIX, ""));
  if (gpus === null) return `unknown size ${row.armSkuName}`;
  const pricingModel = pricingModelOf(row);
  return [
    {
      key: `${row.armSkuName}/${pricingModel}/${row.armRegionName}`,
      instanceType: row.armSkuName,
      gpuSpelling: gpus.spelling,
      gpuCount: gpus.count,
      maxGpuCount: gpus.count,
      isPartition: gpus.share < 1,
      gpuMemoryGb: gpus.memoryGb === null ? null : round(gpus.memoryGb * gpus.share),
      vcpu: gpus.vcpu,
      ramGb: null,
      diskGb: null,
      region: row.armRegionName,
      pricingModel,
      pricePerHourMicros: price,
      currency: "USD",
      nativePrice: `${row.retailPrice} USD/instance-hour`,
      availability: "unknown",
      tier: null,
    },
  ];
}

/** Newest prices first: a changed one stands on the list beside what it replaced. */
export function newestFirst(rows: readonly unknown[]): unknown[] {
  return rows.toSorted((one, other) => startOf(other).localeCompare(startOf(one)));
}

/** The first offer of each key. */
export function firstOfEach(offers: readonly ProviderOffer[]): ProviderOffer[] {
  const byKey = new Map<string, ProviderOffer>();
  for (const offer of offers) if (!byKey.has(offer.key)) byKey.set(offer.key, offer);
  return [...byKey.values()];
}

function startOf(row: unknown): string {
  const parsed = anyItem.safeParse(row);
  return parsed.success ? parsed.data.effectiveStartDate : "";
}

function pricingModelOf({ meterName, skuName }: Item): PricingModel {
  return /\bSpot\b/.test(`${meterName} ${skuName}`) ? "spot" : "on-demand";
}

const round = (gb: number) => Math.round(gb * 100) / 100;
