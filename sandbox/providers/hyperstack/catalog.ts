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
  /** Machines of it cannot be put to sleep. */
  staysAwake: z.boolean().default(false),
});

const ROOT_DISK_GB = 100;
const EPHEMERAL_GB_PER_GPU = 750;

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

type Gpu = z.infer<typeof gpuSchema>;

/** Where machines can stand. */
export const regions = ["CANADA-1", "NORWAY-1", "US-1"];

/** One size of machine in one region. */
export interface Flavor {
  id: number;
  name: string;
  region: string;
  gpu: string;
  gpuCount: number;
  cpu: number;
  ram: number;
  diskGb: number;
  ephemeralGb: number;
  staysAwake: boolean;
}

export const flavors: Flavor[] = catalog.gpus.flatMap((gpu, place) =>
  gpu.regions.flatMap(({ region }) =>
    gpu.counts.map((count, index) =>
      flavorOf(gpu, region, { id: 100 + place * 10 + index, count }),
    ),
  ),
);

function flavorOf(gpu: Gpu, region: string, { id, count }: { id: number; count: number }): Flavor {
  return {
    id,
    name: gpu.flavorName.replace("{}", String(count)),
    region,
    gpu: gpu.name,
    gpuCount: count,
    cpu: gpu.cpuPerGpu * count,
    ram: gpu.ramPerGpu * count,
    diskGb: ROOT_DISK_GB,
    ephemeralGb: EPHEMERAL_GB_PER_GPU * count,
    staysAwake: gpu.staysAwake,
  };
}

export function findFlavor(name: string, region: string): Flavor | undefined {
  return flavors.find((flavor) => flavor.name === name && flavor.region === region);
}

/** A price is for one GPU wherever it is; the stock is in GPUs. */
export const listings: Listing[] = catalog.gpus.map((gpu) => ({
  id: gpu.name,
  title: gpu.name,
  usdPerHour: usdToMicros(gpu.usdPerHour),
  stock: Object.fromEntries(
    gpu.regions.map(({ region, left }) => [region, left * Math.max(...gpu.counts)]),
  ),
}));
