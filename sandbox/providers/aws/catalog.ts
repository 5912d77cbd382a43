import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const locationSchema = z.object({
  name: z.string(),
  code: z.string(),
  type: z.string(),
  continent: z.string(),
  /** How the spot list calls it, where that differs. */
  spotName: z.string().optional(),
  hasPrices: z.boolean().default(true),
});

const typeSchema = z.object({
  type: z.string(),
  family: z.string(),
  vcpu: z.number(),
  memoryGib: z.number(),
  storage: z.string(),
  usd: z.record(z.string(), z.number()),
  spotUsd: z.record(z.string(), z.number()).default({}),
});

export type Location = z.infer<typeof locationSchema>;
export type InstanceType = z.infer<typeof typeSchema>;

export const { locations, types } = loadCatalog(
  import.meta.url,
  z.object({ locations: z.array(locationSchema), types: z.array(typeSchema) }),
);

/** Names one price: a type in a region, on demand or spot. */
export function listingId(type: string, region: string, isSpot: boolean): string {
  return `${type} ${region}${isSpot ? " spot" : ""}`;
}

export const listings: Listing[] = types.flatMap((one) => [
  ...listingsOf(one.type, one.usd, false),
  ...listingsOf(one.type, one.spotUsd, true),
]);

function listingsOf(type: string, prices: Record<string, number>, isSpot: boolean): Listing[] {
  return Object.entries(prices).map(([region, usd]) => {
    const id = listingId(type, region, isSpot);
    return { id, title: id, usdPerHour: usdToMicros(usd), stock: { [region]: 10 } };
  });
}
