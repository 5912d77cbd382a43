import { divideHalfEven, type Micros, microsFromNumber } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import type { Variant } from "./wire";

const GIBIBYTE = 2 ** 30;
const GIGABYTE = 1e9;

/**
 * The offers of one variant, one per data centre that has machines of it. The price is in US cents
 * per hour of the whole machine; a MIG profile makes it a slice of one card.
 */
export function toOffers(variant: Variant, brand: string): ProviderOffer[] | string {
  const gpuCount = variant.gpu_count ?? 0;
  if (gpuCount < 1) return [];
  const price = priceOf(variant);
  if (price === null) return "no price";
  const isPartition = Boolean(variant.mig_profile);
  return Object.keys(variant.nodes_per_dc).map((datacenter) => ({
    key: `${variant.name}/${datacenter}`,
    instanceType: variant.name,
    gpuSpelling: brand,
    gpuCount: isPartition ? 1 : gpuCount,
    maxGpuCount: isPartition ? 1 : gpuCount,
    isPartition,
    gpuMemoryGb: toGb(variant.vram),
    vcpu: variant.cpu_count,
    ramGb: toGb(variant.dram),
    diskGb: toGb(variant.disk),
    region: datacenter,
    pricingModel: "on-demand",
    pricePerHourMicros: price,
    currency: "USD",
    nativePrice: `${variant.cost_per_hour} US cents/instance-hour`,
    availability: availabilityOf(variant.available_nodes_per_dc[datacenter] ?? 0),
    sharesAddress: !hasPublicAddress(variant, datacenter),
    tier: null,
  }));
}

/** Whether a machine there is given an address of its own. */
export function hasPublicAddress(
  { ip_availability_per_dc: places }: Pick<Variant, "ip_availability_per_dc">,
  datacenter: string,
): boolean {
  return places?.[datacenter]?.public_ips ?? false;
}

/** What the whole machine costs per hour, in micro-dollars; `null` where that is not told. */
export function priceOf({ cost_per_hour: cents }: Pick<Variant, "cost_per_hour">): Micros | null {
  const microCents = microsFromNumber(cents);
  return microCents === null || microCents <= 0n ? null : divideHalfEven(microCents, 100n);
}

function availabilityOf(freeNodes: number) {
  if (freeNodes > 1) return "available";
  return freeNodes === 1 ? "limited" : "unavailable";
}

/** Bytes are given sometimes as 24 x 2^30 and sometimes as 40 x 10^9: whichever comes out round. */
function toGb(bytes: number): number {
  const unit = bytes % GIGABYTE === 0 ? GIGABYTE : GIBIBYTE;
  return Math.round((bytes / unit) * 10) / 10;
}
