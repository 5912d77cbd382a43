import { microsFromNumber } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import type { GpuSize } from "./wire";

const MB_PER_GB = 1024;

/**
 * The offers of a size, one per region; of one that no region has now, a single one that cannot be
 * had. The price is for the whole Droplet.
 */
export function toOffers(size: GpuSize): ProviderOffer[] | string {
  const { slug, gpu_info: gpu, regions } = size;
  if (slug.includes("contract")) return "a price by contract";
  if (gpu.vram.unit !== "gib") return `memory in ${gpu.vram.unit}`;
  const price = microsFromNumber(size.price_hourly);
  if (price === null || price <= 0n) return "no price";
  const places = regions.length > 0 ? regions : [null];
  return places.map((region) => ({
    key: `${slug}/${region ?? "nowhere"}`,
    instanceType: slug,
    gpuSpelling: spellingOf(gpu.model),
    gpuCount: gpu.count,
    maxGpuCount: gpu.count,
    isPartition: false,
    gpuMemoryGb: gpu.vram.amount / gpu.count,
    vcpu: size.vcpus,
    ramGb: Math.round(size.memory / MB_PER_GB),
    diskGb: size.disk,
    region,
    pricingModel: "on-demand",
    pricePerHourMicros: price,
    currency: "USD",
    nativePrice: `${size.price_hourly} USD/Droplet-hour`,
    availability: region !== null && size.available ? "available" : "unavailable",
    tier: null,
  }));
}

/** `nvidia_rtx6000_ada` is an RTX6000 ADA: the maker before it is not part of the name. */
function spellingOf(model: string): string {
  return model
    .replace(/^(nvidia|amd)_/, "")
    .replaceAll("_", " ")
    .toUpperCase();
}
