import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const poolSchema = z.object({
  gpuType: z.string(),
  region: z.string(),
  free: z.number().int(),
  effectiveFree: z.number().int(),
  usdPerHour: z.number(),
  spotUsdPerHour: z.number().nullable(),
  vram: z.string(),
  cpusPerGpu: z.number().int(),
  ramPerGpu: z.number().int(),
  workloadType: z.enum(["container", "vm"]).nullable(),
  numGpus: z.string().nullable(),
});

export const { rupeesPerDollar, pools } = loadCatalog(
  import.meta.url,
  z.object({ rupeesPerDollar: z.number(), pools: z.array(poolSchema) }),
);

export type Pool = z.infer<typeof poolSchema>;

export function listingId(pool: Pool): string {
  return [pool.gpuType, pool.region, pool.workloadType ?? "any"].join(" ");
}

export const listings: Listing[] = pools.map((pool) => ({
  id: listingId(pool),
  title: listingId(pool),
  usdPerHour: usdToMicros(pool.usdPerHour),
  stock: { [pool.region]: pool.effectiveFree },
}));

/** Where a machine of each region is made and changed, below the twin's mount. */
export const HOSTS: Readonly<Record<string, string>> = {
  "india-noida-01": "",
  "india-chennai-01": "/chennai",
  "europe-01": "/europe",
};

/** What containers are made from; `vm` beside them makes a virtual machine. */
export const TEMPLATES = ["pytorch", "tensorflow", "fastai"];

export function findPool(listing: string): Pool | undefined {
  return pools.find((pool) => listingId(pool) === listing);
}
