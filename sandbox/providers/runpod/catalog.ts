import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const level = z.enum(["NONE", "LOW", "MEDIUM", "HIGH"]);

const gpuSchema = z.object({
  id: z.string(),
  name: z.string(),
  memoryGb: z.number().int(),
  securePriceUsd: z.number().nullable(),
  communityPriceUsd: z.number().nullable(),
  maxCount: z.object({ secure: z.number().int(), community: z.number().int() }),
  dataCenters: z.array(z.object({ id: z.string(), name: z.string(), availability: level })),
});

export type Gpu = z.infer<typeof gpuSchema>;
export type Level = z.infer<typeof level>;
export type Cloud = "SECURE" | "COMMUNITY";

/** GPUs free at the start for each stock level the catalogue names. */
const START_STOCK: Record<Level, number> = { NONE: 0, LOW: 3, MEDIUM: 10, HIGH: 32 };

export const gpus: Gpu[] = loadCatalog(import.meta.url, z.array(gpuSchema));

export const clouds: Cloud[] = ["SECURE", "COMMUNITY"];

export function findGpu(id: string): Gpu | undefined {
  return gpus.find((gpu) => gpu.id === id);
}

/** The market's name of a GPU: its id for the secure cloud, with a suffix for the community one. */
export function listingId(gpuId: string, cloud: Cloud): string {
  return cloud === "SECURE" ? gpuId : `${gpuId} (community)`;
}

export function isOffered(gpu: Gpu, cloud: Cloud): boolean {
  return (cloud === "SECURE" ? gpu.securePriceUsd : gpu.communityPriceUsd) !== null;
}

export function maxCount(gpu: Gpu, cloud: Cloud): number {
  if (!isOffered(gpu, cloud)) return 0;
  return cloud === "SECURE" ? gpu.maxCount.secure : gpu.maxCount.community;
}

export const listings: Listing[] = gpus.flatMap((gpu) =>
  clouds
    .filter((cloud) => isOffered(gpu, cloud))
    .map((cloud) => ({
      id: listingId(gpu.id, cloud),
      title: cloud === "SECURE" ? gpu.name : `${gpu.name} (community)`,
      usdPerHour: usdToMicros(
        (cloud === "SECURE" ? gpu.securePriceUsd : gpu.communityPriceUsd) ?? 0,
      ),
      stock: Object.fromEntries(gpu.dataCenters.map((dc) => [dc.id, START_STOCK[dc.availability]])),
    })),
);

export const dataCenters = [
  ...new Map(gpus.flatMap((gpu) => gpu.dataCenters).map((dc) => [dc.id, dc.name])),
].map(([id, name]) => ({ id, name, country: countryOf(id), region: regionOf(id) }));

/** The country code a data center's id carries: EU-RO-1 is RO, US-KS-2 is US. */
function countryOf(id: string): string {
  const [first = "", second = ""] = id.split("-");
  return ["EU", "EUR", "AP", "OC"].includes(first) ? second : first;
}

function regionOf(id: string): string {
  const first = id.split("-")[0];
  if (first === "EU" || first === "EUR") return "EUROPE";
  if (first === "AP") return "ASIA";
  return first === "OC" ? "OCEANIA" : "NORTH_AMERICA";
}
