import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const gpuSchema = z.object({
  v0Name: z.string(),
  displayName: z.string(),
  maxCount: z.number().int(),
  usdPerHour: z.number(),
  maxVcpus: z.number().int(),
  maxRamGb: z.number().int(),
  maxStorageGb: z.number().int(),
});

const locationSchema = z.object({
  id: z.string(),
  city: z.string(),
  stateprovince: z.string(),
  country: z.string(),
  tier: z.number().int(),
  dedicatedIp: z.boolean(),
  /** What becomes of forwards that a create asks for. */
  forwards: z.enum(["kept", "moved", "ignored"]),
  /** Whether the SSH key of a create reaches the machine. */
  installsSshKey: z.boolean(),
  gpus: z.array(gpuSchema),
});

export const catalog = loadCatalog(
  import.meta.url,
  z.object({
    perVcpuHour: z.number(),
    perGbRamHour: z.number(),
    perGbStorageHour: z.number(),
    locations: z.array(locationSchema),
  }),
);

export type Location = z.infer<typeof locationSchema>;
export type LocationGpu = z.infer<typeof gpuSchema>;

/** Each location sets its own price for a card. */
export function listingId(place: Location, gpu: LocationGpu): string {
  return `${gpu.v0Name} in ${place.city}`;
}

export function findLocation(id: string): Location | undefined {
  return catalog.locations.find((place) => place.id === id);
}

export const listings: Listing[] = catalog.locations.flatMap((place) =>
  place.gpus.map((gpu) => ({
    id: listingId(place, gpu),
    title: listingId(place, gpu),
    usdPerHour: usdToMicros(gpu.usdPerHour),
    stock: { [place.id]: gpu.maxCount },
  })),
);
