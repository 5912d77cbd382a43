import { divideHalfEven } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import type { GpuAddon } from "./wire";

/** Prices are whole numbers of 1e-8 of the currency. */
const PARTS_PER_MICRO = 100n;

/** Codes end in the way of paying; what comes before may hold dots itself. */
const sold = /^(.+)\.consumption(?:\.(3AZ))?$/;
const otherwiseSold = /\.(monthly\.postpaid|consumption\.LZ\.[A-Z]+)$/;

/**
 * The offer of a plan by the hour, spread over three zones where its code ends in `3AZ`. None where
 * it is sold by the month, in a local zone, with Windows, or no longer.
 */
export function toOffers(addon: GpuAddon): ProviderOffer[] | string {
  const { planCode, blobs } = addon;
  if (otherwiseSold.test(planCode) || !blobs.tags.includes("active")) return [];
  const [, flavor, zones] = sold.exec(planCode) ?? [];
  if (flavor === undefined) return "unknown end of a plan code";
  if (flavor.startsWith("win-") || blobs.technical.os?.family === "windows") return [];
  const pricing = addon.pricings.find((one) => one.intervalUnit === "hour" && one.interval === 1);
  if (pricing === undefined) return "no price by the hour";
  const price = divideHalfEven(BigInt(pricing.price), PARTS_PER_MICRO);
  if (price <= 0n) return "no price";
  const { cpu, memory, gpu, storage } = blobs.technical;
  const diskGb = storage?.disks.reduce((sum, disk) => sum + disk.capacity * disk.number, 0) ?? 0;
  return [
    {
      key: planCode,
      instanceType: flavor,
      gpuSpelling: gpu.model,
      gpuCount: gpu.number,
      maxGpuCount: gpu.number,
      isPartition: false,
      gpuMemoryGb: gpu.memory?.size ?? null,
      vcpu: cpu.cores,
      ramGb: memory.size,
      diskGb: diskGb > 0 ? diskGb : null,
      region: null,
      pricingModel: "on-demand",
      pricePerHourMicros: price,
      currency: "EUR",
      nativePrice: `${pricing.price} x 1e-8 EUR/instance-hour`,
      availability: "unknown",
      tier: zones ?? null,
    },
  ];
}
