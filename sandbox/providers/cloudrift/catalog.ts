import { z } from "zod";
import type { Listing } from "../../market";
import { loadCatalog } from "../load-catalog";

const counts = z.record(z.string(), z.number().int().min(0));

const variantSchema = z.object({
  name: z.string(),
  costPerHourCents: z.number(),
  gpuCount: z.number().int(),
  cpuCount: z.number().int(),
  dramBytes: z.number().int(),
  diskBytes: z.number().int(),
  vramBytes: z.number().int(),
  migProfile: z.string().nullable(),
  nodesPerDc: counts,
  availablePerDc: counts,
});

const typeSchema = z.object({
  brandShort: z.string(),
  manufacturer: z.string(),
  variants: z.array(variantSchema),
  datacenters: z.array(z.object({ name: z.string(), countryCode: z.string() })),
});

export type InstanceType = z.infer<typeof typeSchema>;
export type Variant = z.infer<typeof variantSchema>;

const MICROS_PER_CENT = 10_000;

export const types: InstanceType[] = loadCatalog(import.meta.url, z.array(typeSchema));

export const listings: Listing[] = types.flatMap((type) =>
  type.variants.map((variant) => ({
    id: variant.name,
    title: `${variant.gpuCount}x ${type.brandShort}`,
    usdPerHour: BigInt(Math.round(variant.costPerHourCents * MICROS_PER_CENT)),
    stock: { ...zeros(variant.nodesPerDc), ...variant.availablePerDc },
  })),
);

export const datacenters = [
  ...new Map(
    types.flatMap((type) => type.datacenters).map((place) => [place.name, place]),
  ).values(),
];

/** Where every machine shares its address with others, and ports of it are given out. */
const SHARED = "ap-east-tw-kn-1";

export const hasPublicAddresses = (datacenter: string): boolean => datacenter !== SHARED;

export function findVariant(name: string): { type: InstanceType; variant: Variant } | undefined {
  return types
    .flatMap((type) => type.variants.map((variant) => ({ type, variant })))
    .find(({ variant }) => variant.name === name);
}

/** The price as this wire shows it: cents, with a fraction where there is one. */
export function toCents(micros: bigint): number {
  return Number(micros) / MICROS_PER_CENT;
}

function zeros(per: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.keys(per).map((name) => [name, 0]));
}
