import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const sizeSchema = z.object({
  slug: z.string(),
  description: z.string(),
  memoryMb: z.number().int(),
  vcpus: z.number().int(),
  disk: z.number().int(),
  usdPerHour: z.number(),
  regions: z.array(z.string()),
  available: z.boolean(),
  gpu: z
    .object({ count: z.number().int(), model: z.string(), vramGib: z.number().int() })
    .nullable(),
  scratchGb: z.number().int().nullable(),
});

export const sizes = loadCatalog(import.meta.url, z.array(sizeSchema));

export type Size = z.infer<typeof sizeSchema>;

export function findSize(slug: string): Size | undefined {
  return sizes.find((size) => size.slug === slug);
}

export const listings: Listing[] = sizes.map((size) => ({
  id: size.slug,
  title: size.slug,
  usdPerHour: usdToMicros(size.usdPerHour),
  stock: Object.fromEntries(size.regions.map((region) => [region, 10])),
}));
