import { cloudBehind } from "../cloud-behind";
import type { ProviderOffer } from "../contract";
import type { InstanceType, Place } from "./wire";

export const MICROS_PER_CENT = 10_000n;

/**
 * The offer of a type in one region; `null` for a type that is listed without any. The price is in
 * US cents for the whole machine. A launch wants cloud and type back, so both are in `instanceType`.
 */
export function toOffer(type: InstanceType, place: Place | null): ProviderOffer | string {
  const { cloud, shade_instance_type: name, configuration: machine, hourly_price: cents } = type;
  if (cents < 1) return "no price";
  const rental = place?.rental_type ?? "on_demand";
  if (rental === "spot") return "a spot price, in a unit nobody documents";
  if (rental !== "on_demand") return `unknown rental type ${rental}`;
  return {
    key: `${cloud}/${name}/${place?.region ?? "nowhere"}`,
    instanceType: `${cloud}/${name}`,
    gpuSpelling: spellingOf(type),
    gpuCount: machine.num_gpus,
    maxGpuCount: machine.num_gpus,
    isPartition: false,
    gpuMemoryGb: machine.vram_per_gpu_in_gb > 0 ? machine.vram_per_gpu_in_gb : null,
    vcpu: machine.vcpus,
    ramGb: machine.memory_in_gb,
    diskGb: machine.storage_in_gb,
    region: place?.region ?? null,
    pricingModel: "on-demand",
    pricePerHourMicros: BigInt(cents) * MICROS_PER_CENT,
    currency: "USD",
    nativePrice: `${cents} US cents/instance-hour`,
    availability: place?.available ? "available" : "unavailable",
    tier: type.deployment_type || null,
    brokeredFrom: cloudBehind(cloud),
  };
}

/**
 * "A100_80G" with its board. Machines on SXM boards are at times tagged `pcie`: a name that says
 * SXM is believed before the tag.
 */
function spellingOf({ configuration, ...names }: InstanceType): string {
  const { gpu_type: gpu, interconnect } = configuration;
  if (/sxm/i.test(gpu)) return gpu;
  const named = /sxm\d?/i.exec(`${names.shade_instance_type} ${names.cloud_instance_type}`)?.[0];
  const tagged = /^(?:pcie|sxm\d?)$/i.test(interconnect) ? interconnect : "";
  return `${gpu} ${named ?? tagged}`.trim();
}
