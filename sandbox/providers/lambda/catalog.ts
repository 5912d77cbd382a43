import { z } from "zod";
import type { Listing } from "../../market";
import { loadCatalog } from "../load-catalog";

const regionSchema = z.object({ name: z.string(), description: z.string() });

const typeSchema = z.object({
  name: z.string(),
  description: z.string(),
  gpuDescription: z.string(),
  priceCents: z.number().int(),
  vcpus: z.number().int(),
  memoryGib: z.number().int(),
  storageGib: z.number().int(),
  gpus: z.number().int(),
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64"),
  regions: z.array(regionSchema),
});

export type InstanceType = z.infer<typeof typeSchema>;
export type Region = z.infer<typeof regionSchema>;

const MICROS_PER_CENT = 10_000n;
const START_STOCK = 6;

export const types: InstanceType[] = loadCatalog(import.meta.url, z.array(typeSchema));

export const regions: Region[] = [
  ...new Map(types.flatMap((type) => type.regions).map((region) => [region.name, region])).values(),
];

export function findType(name: string): InstanceType | undefined {
  return types.find((type) => type.name === name);
}

export const listings: Listing[] = types.map((type) => ({
  id: type.name,
  title: type.description,
  usdPerHour: BigInt(type.priceCents) * MICROS_PER_CENT,
  stock: Object.fromEntries(
    regions.map((region) => [
      region.name,
      type.regions.some((open) => open.name === region.name) ? START_STOCK : 0,
    ]),
  ),
}));

/** The price as this wire shows it: whole cents. */
export function toCents(micros: bigint): number {
  return Number((micros + MICROS_PER_CENT / 2n) / MICROS_PER_CENT);
}
