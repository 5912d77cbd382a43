import type { Availability, PricingModel, ProviderOffer } from "../contract";
import type { Product } from "./wire";

/** Hundred-thousandths of a dollar in micro-dollars. */
const MICROS_PER_UNIT = 10;
/** The container's disk that is free with every instance. */
const FREE_DISK_GB = 60;

/** What an hour of an RTX 4090 costs at least and at most, in micro-dollars: less than tenfold. */
const sane = { name: /\b4090\b/, atLeast: 150_000n, atMost: 1_400_000n };

/**
 * The offers of one product, one per region it is sold in. `memoryPerGpu` is the host's RAM; the
 * card's own memory stands in the name alone.
 */
export function toOffers(product: Product, pricingModel: PricingModel): ProviderOffer[] | string {
  const units = pricingModel === "spot" ? (product.spotPrice ?? 0) : product.price;
  if (units <= 0) return pricingModel === "spot" ? [] : "no price";
  const pricePerHourMicros = BigInt(Math.round(units * MICROS_PER_UNIT));
  const regions = product.regions ?? [];
  const places = regions.length > 0 ? regions : [null];
  return places.map((region) => ({
    key: `${product.id}/${pricingModel}/${region ?? "any"}`,
    instanceType: product.id,
    gpuSpelling: product.name,
    gpuCount: 1,
    maxGpuCount: 1,
    isPartition: false,
    gpuMemoryGb: memoryOf(product.name),
    vcpu: product.cpuPerGpu ?? null,
    ramGb: product.memoryPerGpu ?? null,
    diskGb: FREE_DISK_GB,
    region,
    pricingModel,
    pricePerHourMicros,
    currency: "USD",
    nativePrice: `${units} x 0.00001 USD/GPU-hour`,
    availability: availabilityOf(product),
    tier: null,
  }));
}

/**
 * Whether the unit of the prices is still the one we know: nobody documents it, but what an
 * RTX 4090 costs is known well enough to see a factor of ten.
 */
export function isUnitPlausible(offers: readonly ProviderOffer[]): boolean {
  return offers
    .filter((offer) => offer.pricingModel === "on-demand" && sane.name.test(offer.gpuSpelling))
    .every(({ pricePerHourMicros: price }) => price >= sane.atLeast && price <= sane.atMost);
}

function memoryOf(name: string): number | null {
  const memory = /\b(\d{1,3}) ?GB\b/i.exec(name)?.[1];
  return memory === undefined ? null : Number(memory);
}

function availabilityOf(product: Product): Availability {
  const isOut = product.inventoryState?.toLowerCase() === "none";
  const left = product.availableGpuNumber ?? null;
  if (!product.availableDeploy || isOut || left === 0) return "unavailable";
  return left === 1 ? "limited" : "available";
}
