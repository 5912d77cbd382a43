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

export function findType(name: string): InstanceType | undefined {
  return types.find((type) => type.instanceType === name);
}

/** The images a type runs: the oldest cards run older ones only. */
export function imagesOf(type: InstanceType): string[] {
  const isOld = /V100|A6000/.test(type.gpuDescription);
  const images = ["ubuntu-22.04", "ubuntu-22.04-cuda-12.4-docker"];
  if (isOld) return ["ubuntu-20.04", ...images];
  return [...images, "ubuntu-24.04", "ubuntu-24.04-cuda-12.8-open-docker"];
}
