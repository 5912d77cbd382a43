import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const gpuSchema = z.object({
  name: z.string(),
  usdPerHour: z.number(),
  discountedUsd: z.number().nullable(),
  cpuPerGpu: z.number().int(),
  ramPerGpu: z.number(),
  flavorName: z.string(),
  counts: z.array(z.number().int()),
  regions: z.array(z.object({ region: z.string(), left: z.number().int() })),
});

export const catalog = loadCatalog(
  import.meta.url,
  z.object({
    gpus: z.array(gpuSchema),
    unpriced: z.object({
      name: z.string(),
      flavor: z.string(),
      count: z.number().int(),
      cpu: z.number().int(),
      ram: z.number(),
      region: z.string(),
    }),
    plain: z.object({
      name: z.string(),
      cpu: z.number().int(),
      ram: z.number(),
      disk: z.number().int(),
      region: z.string(),
      usdPerHour: z.number(),
    }),
  }),
);

export type Gpu = z.infer<typeof gpuSchema>;

/** A price is for one GPU wherever it is; the stock is in GPUs. */
export const listings: Listing[] = catalog.gpus.map((gpu) => ({
  id: gpu.name,
  title: gpu.name,
  usdPerHour: usdToMicros(gpu.usdPerHour),
  stock: Object.fromEntries(
    gpu.regions.map(({ region, left }) => [region, left * Math.max(...gpu.counts)]),
  ),
}));
