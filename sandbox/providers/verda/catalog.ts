import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const typeSchema = z.object({
  instanceType: z.string(),
  gpuDescription: z.string(),
  gpus: z.number().int(),
  gpuMemoryGb: z.number().int(),
  usdPerHour: z.number(),
  spotUsdPerHour: z.number().nullable(),
  vcpus: z.number().int(),
  ramGb: z.number().int(),
  storageGb: z.number().int().nullable(),
  onDemandIn: z.array(z.string()),
  spotIn: z.array(z.string()),
});

export const { locations, types } = loadCatalog(
  import.meta.url,
  z.object({
    locations: z.array(z.object({ code: z.string(), name: z.string(), countryCode: z.string() })),
    types: z.array(typeSchema),
  }),
);

export type InstanceType = z.infer<typeof typeSchema>;

export type Mode = "on-demand" | "spot";

export function listingId(type: InstanceType, mode: Mode): string {
  return mode === "spot" ? `${type.instanceType} spot` : type.instanceType;
}

const stockIn = (free: string[]) =>
  Object.fromEntries(locations.map(({ code }) => [code, free.includes(code) ? 5 : 0]));

export const listings: Listing[] = types.flatMap((type) => {
  const one = (mode: Mode, usd: number, free: string[]): Listing => ({
    id: listingId(type, mode),
    title: listingId(type, mode),
    usdPerHour: usdToMicros(usd),
    stock: stockIn(free),
  });
  const spot = type.spotUsdPerHour;
  return [
    one("on-demand", type.usdPerHour, type.onDemandIn),
    ...(spot === null ? [] : [one("spot", spot, type.spotIn)]),
  ];
});
