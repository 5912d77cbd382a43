import type { ProviderOffer } from "../contract";
import { dated } from "./rates";
import type { Capacity, MachineType } from "./wire";

/**
 * The offers of one kind of machine, one for each location that has or had some: its GPUs at the
 * dated price of one, on demand, since nobody can launch at the other price.
 */
export function toOffers(
  type: MachineType,
  capacities: readonly Capacity[],
): ProviderOffer[] | string {
  const { product_name: instanceType, num_gpu: gpuCount, gpu_type: gpu } = type;
  if (gpuCount === 0) return [];
  const price = prices.find((one) => one.gpuSpelling === gpu);
  if (!price) return `no price is published for ${gpu}`;
  return [...quantities(instanceType, capacities)].map(([region, quantity]) => ({
    ...price,
    key: `${instanceType}/${region}`,
    instanceType,
    gpuCount,
    maxGpuCount: gpuCount,
    vcpu: type.cpu_cores,
    ramGb: type.memory_gb,
    diskGb: type.disk_gb > 0 ? type.disk_gb : null,
    region,
    pricePerHourMicros: price.pricePerHourMicros * BigInt(gpuCount),
    availability: availabilityOf(quantity),
    observedAt: null,
  }));
}

const prices = (dated.table?.offers ?? []).filter(
  ({ pricingModel }) => pricingModel === "on-demand",
);

/** A location may be told several times, by the quota that a machine there uses. */
function quantities(instanceType: string, capacities: readonly Capacity[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const { type, location, quantity } of capacities) {
    if (type === instanceType) most.set(location, Math.max(quantity, most.get(location) ?? 0));
  }
  return most;
}

function availabilityOf(quantity: number) {
  if (quantity > 1) return "available";
  return quantity === 1 ? "limited" : "unavailable";
}
