import { microsFromNumber } from "@/lib/money";
import type { Availability, ProviderOffer } from "../contract";
import { soldMemoryGb } from "../sold-memory";
import type { Node } from "./wire";

/**
 * Official code divides the amount by a hundred, the documentation calls it dollars. No GPU there
 * costs so few cents or so many dollars: an amount below this is not in cents any more.
 */
const LEAST_CENTS = 5;

/**
 * One GPU of a supplier's machine; of a machine that is not ready, none. Shared machines are what
 * the provider's own tool calls spot. Whose machine it is does not enter the key.
 */
export function toOffers(node: Node): ProviderOffer[] | string {
  if (node.status !== "node_ready" || node.hardware.gpus.length === 0) return [];
  const [gpu, ...others] = node.hardware.gpus;
  if (gpu === undefined) return [];
  if (others.some(({ model }) => model !== gpu.model)) return "several kinds of GPU in one machine";
  const { amount, period } = node.pricing.price;
  if (period && !/^hour/i.test(period)) return `a price per ${period}`;
  if (amount < LEAST_CENTS) return amount > 0 ? "a price too low to be in cents" : "no price";
  const price = microsFromNumber(amount / 100);
  if (price === null) return "no price";
  const free = node.reserved ? 0 : Math.max(0, node.gpus_total - node.gpus_reserved);
  const region = node.location?.region || null;
  const gpuMemoryGb = gpu.ram ? soldMemoryGb(gpu.ram) : null;
  return [
    {
      key: `${gpu.model}/${gpuMemoryGb ?? "?"}gb/${region ?? "nowhere"}`,
      instanceType: gpu.model,
      gpuSpelling: gpu.model,
      gpuCount: 1,
      maxGpuCount: Math.max(1, free),
      isPartition: false,
      gpuMemoryGb,
      vcpu: null,
      ramGb: null,
      diskGb: null,
      region,
      pricingModel: "spot",
      pricePerHourMicros: price,
      currency: "USD",
      nativePrice: `${amount} US cents/GPU-hour`,
      availability: availabilityOf(free),
      tier: null,
    },
  ];
}

function availabilityOf(free: number): Availability {
  if (free > 1) return "available";
  return free === 1 ? "limited" : "unavailable";
}
