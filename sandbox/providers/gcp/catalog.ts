import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const skuSchema = z.object({
  description: z.string(),
  group: z.string(),
  usage: z.enum(["OnDemand", "Preemptible", "Commit3Yr"]),
  regions: z.array(z.string()),
  unit: z.enum(["h", "GiBy.h", "GiBy.mo"]),
  usd: z.string(),
  /** What is free before the price begins. */
  freeBelow: z.number().optional(),
});

export const { skus } = loadCatalog(import.meta.url, z.object({ skus: z.array(skuSchema) }));

export type Sku = z.infer<typeof skuSchema>;

/** Cards alone move in price; cores, memory and disks keep theirs to the billionth. */
export const listings: Listing[] = skus
  .filter((sku) => sku.group === "GPU")
  .map((sku) => ({
    id: sku.description,
    title: sku.description,
    usdPerHour: usdToMicros(sku.usd),
    stock: Object.fromEntries(sku.regions.map((region) => [region, 1])),
  }));
