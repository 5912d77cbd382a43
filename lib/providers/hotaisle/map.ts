import type { ProviderOffer } from "../contract";
import type { Machine } from "./wire";

const MICROS_PER_CENT = 10_000n;
const GIBIBYTE = 2 ** 30;
/** The one site there is; the API names none. */
export const SITE = "us-michigan-1";

/** The offer of one kind of machine, in US cents per hour of the whole of it. */
export function toOffers(machine: Machine, kind: "vm" | "bare-metal"): ProviderOffer[] | string {
  const { Specs: specs, OnDemandPrice: cents, MinimumReservationMinutes: minutes } = machine;
  const gpus = (specs.gpus ?? []).filter((gpu) => gpu.count > 0);
  const [gpu] = gpus;
  if (!gpu) return [];
  if (gpus.length > 1) return "several kinds of GPU in one machine";
  if (!gpu.model) return "a GPU without a model";
  if (cents < 1) return "no price";
  const ramGb = Math.round(specs.ram_capacity / GIBIBYTE);
  const diskGb = Math.round(specs.disk_capacity / GIBIBYTE);
  const shape = [`${gpu.count}x${gpu.model}`, `${specs.cpu_cores}c`, `${ramGb}g`, `${diskGb}d`];
  const instanceType = [kind, ...shape].join("-");
  return [
    {
      key: instanceType,
      instanceType,
      gpuSpelling: gpu.model,
      gpuCount: gpu.count,
      maxGpuCount: gpu.count,
      isPartition: false,
      gpuMemoryGb: null,
      vcpu: specs.cpu_cores,
      ramGb,
      diskGb,
      region: SITE,
      pricingModel: "on-demand",
      pricePerHourMicros: BigInt(cents) * MICROS_PER_CENT,
      currency: "USD",
      nativePrice: `${cents} US cents/instance-hour, ${minutes} minutes at least`,
      availability: availabilityOf(machine.Quantity),
      tier: kind,
      leastMinutes: minutes,
    },
  ];
}

function availabilityOf(quantity: number) {
  if (quantity > 1) return "available";
  return quantity === 1 ? "limited" : "unavailable";
}
