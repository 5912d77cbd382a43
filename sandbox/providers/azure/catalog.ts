import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const sizeSchema = z.object({
  armSkuName: z.string(),
  productName: z.string(),
  usd: z.record(z.string(), z.number()),
  spotUsd: z.record(z.string(), z.number()).default({}),
});

/** Rows that stand on the list for other reasons than to be rented by the hour. */
const oddSchema = z.object({
  armSkuName: z.string(),
  armRegionName: z.string(),
  retailPrice: z.number(),
  productName: z.string(),
  meterName: z.string(),
  type: z.string().default("Consumption"),
  reservationTerm: z.string().optional(),
  unitOfMeasure: z.string().default("1 Hour"),
  isPrimaryMeterRegion: z.boolean().default(true),
  effectiveStartDate: z.string().default("2023-12-01T00:00:00Z"),
});

export type Size = z.infer<typeof sizeSchema>;
export type OddRow = z.infer<typeof oddSchema>;

const catalog = loadCatalog(
  import.meta.url,
  z.object({
    locations: z.record(z.string(), z.string()),
    sizes: z.array(sizeSchema),
    odd: z.array(oddSchema),
  }),
);

export const { locations, sizes, odd } = catalog;

/** Names one price: a size in a region, on demand or spot. */
export function listingId(size: string, region: string, isSpot: boolean): string {
  return `${size} ${region}${isSpot ? " spot" : ""}`;
}

export const listings: Listing[] = sizes.flatMap((size) => [
  ...listingsOf(size.armSkuName, size.usd, false),
  ...listingsOf(size.armSkuName, size.spotUsd, true),
]);

function listingsOf(size: string, prices: Record<string, number>, isSpot: boolean): Listing[] {
  return Object.entries(prices).map(([region, usd]) => {
    const id = listingId(size, region, isSpot);
    return { id, title: id, usdPerHour: usdToMicros(usd), stock: { [region]: 10 } };
  });
}
