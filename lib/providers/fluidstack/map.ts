import { microsFromDecimal } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import type { Configuration } from "./wire";

/**
 * The offers of a configuration: each count of GPUs in each region; sold out without a region. The
 * price is told per GPU. Answers a reason where it cannot be read.
 */
export function toOffers(row: Configuration): ProviderOffer[] | string {
  const perGpu = microsFromDecimal(row.price_per_gpu_hr);
  if (perGpu === null || perGpu <= 0n) return "no price";
  const places = row.regions.length > 0 ? row.regions : [null];
  return row.gpu_counts.flatMap((gpuCount) =>
    places.map((region) => ({
      key: `${row.gpu_type}/${gpuCount}/${region ?? "sold-out"}`,
      instanceType: row.gpu_type,
      gpuSpelling: row.gpu_type,
      gpuCount,
      maxGpuCount: gpuCount,
      isPartition: false,
      gpuMemoryGb: memoryOf(row.gpu_type),
      vcpu: null,
      ramGb: null,
      diskGb: null,
      region,
      pricingModel: "on-demand",
      pricePerHourMicros: perGpu * BigInt(gpuCount),
      currency: "USD",
      nativePrice: `${row.price_per_gpu_hr} USD/GPU-hour`,
      availability: region === null ? "unavailable" : "available",
      tier: null,
    })),
  );
}

/** The last word of a GPU type is its memory. */
function memoryOf(gpuType: string): number | null {
  const said = /_(\d+)GB$/.exec(gpuType)?.[1];
  return said === undefined ? null : Number(said);
}
