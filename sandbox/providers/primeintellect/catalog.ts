import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const itemSchema = z.object({
  cloudId: z.string(),
  provider: z.string(),
  gpuType: z.string(),
  socket: z.string(),
  gpuCount: z.number().int(),
  usdPerHour: z.number(),
  isCommunityPrice: z.boolean(),
  currency: z.enum(["USD", "EUR"]),
  region: z.string(),
  dataCenter: z.string().nullable(),
  country: z.string(),
  gpuMemory: z.number().int(),
  vcpus: z.number().int(),
  ramGb: z.number().int(),
  diskGb: z.number().int(),
  stockStatus: z.string(),
  security: z.string(),
  isSpot: z.boolean().nullable(),
  prepaidTime: z.number().nullable(),
});

export const items = loadCatalog(import.meta.url, z.array(itemSchema));

export type Item = z.infer<typeof itemSchema>;

/** What every gigabyte costs beyond the usual disk. */
export const DISK_USD_PER_GB_HOUR = 0.00014;
export const IMAGES = ["ubuntu_22_cuda_12", "cuda_12_6_pytorch_2_7", "vllm_llama_8b"];

export function listingId(item: Item): string {
  const place = item.dataCenter ?? item.country;
  return `${item.provider}/${item.cloudId} in ${place}${item.isSpot ? " (spot)" : ""}`;
}

export function findItem(listing: string): Item | undefined {
  return items.find((item) => listingId(item) === listing);
}

/** The price is the one listed, in the item's own currency. */
export const listings: Listing[] = items.map((item) => ({
  id: listingId(item),
  title: listingId(item),
  usdPerHour: usdToMicros(item.usdPerHour),
  stock: { [item.country]: startStock(item.stockStatus) },
}));

function startStock(status: string): number {
  if (status === "Unavailable") return 0;
  return status === "Low" ? 1 : 10;
}
