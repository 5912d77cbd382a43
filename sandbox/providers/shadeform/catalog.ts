import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const typeSchema = z.object({
  cloud: z.string(),
  shadeInstanceType: z.string(),
  cloudInstanceType: z.string(),
  gpuType: z.string(),
  numGpus: z.number().int(),
  priceCents: z.number().int(),
  interconnect: z.string(),
  nvlink: z.boolean(),
  vramPerGpuGb: z.number().int(),
  vcpus: z.number().int(),
  memoryGb: z.number().int(),
  storageGb: z.number().int(),
  deploymentType: z.string(),
  gpuManufacturer: z.string(),
  places: z.array(
    z.object({ region: z.string(), displayName: z.string(), available: z.boolean() }),
  ),
  spot: z.object({ region: z.string(), displayName: z.string(), price: z.string() }).optional(),
});

export const types = loadCatalog(import.meta.url, z.array(typeSchema));

export type InstanceType = z.infer<typeof typeSchema>;

export function listingId(type: InstanceType): string {
  return `${type.cloud}/${type.shadeInstanceType}`;
}

export const listings: Listing[] = types.map((type) => ({
  id: listingId(type),
  title: listingId(type),
  usdPerHour: usdToMicros(type.priceCents / 100),
  stock: Object.fromEntries(type.places.map((place) => [place.region, place.available ? 1 : 0])),
}));
