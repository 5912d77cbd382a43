import { microsFromNumber } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import type { Location, LocationGpu } from "./wire";

/**
 * The machine around each GPU that a price is quoted for, since vCPU, RAM and disk are billed on
 * top of the card. 100 GB is the smallest disk there is.
 */
export const shape = { vcpu: 8, ramGb: 32, diskGb: 100 };

const namePattern = /^(.+)-(?:pcie|sxm\d?)-(\d+)gb$/;

/** Names whose model TensorDock spells like no one else. */
const misspelt: Readonly<Record<string, string>> = { "rtxa100-pcie-80gb": "a100-pcie-80gb" };

/** One kind of card in one location, with the usual machine around it. */
export function toOffers(gpu: LocationGpu, place: Location): ProviderOffer[] | string {
  const room = roomFor(gpu);
  if (!isReachable(gpu)) return "no way to reach a machine";
  if (gpu.max_count > 0 && room < 1) return "no room for the machine that prices are quoted for";
  const pricePerHourMicros = priceOf(gpu);
  if (pricePerHourMicros === null) return "no price";
  return [
    {
      key: `${place.id}/${gpu.v0Name}`,
      instanceType: gpu.v0Name,
      gpuSpelling: misspelt[gpu.v0Name] ?? gpu.v0Name,
      gpuCount: 1,
      maxGpuCount: Math.max(1, Math.min(gpu.max_count, room)),
      isPartition: false,
      gpuMemoryGb: memoryOf(gpu.v0Name),
      vcpu: shape.vcpu,
      ramGb: shape.ramGb,
      diskGb: shape.diskGb,
      region: `${place.city}, ${place.country}`,
      pricingModel: "on-demand",
      pricePerHourMicros,
      currency: "USD",
      nativePrice: nativePriceOf(gpu),
      availability: availabilityOf(gpu.max_count),
      sharesAddress: !hasOwnAddress(gpu),
      tier: place.tier == null ? null : `tier ${place.tier}`,
    },
  ];
}

/** Whether machines get an address of their own there, and with it every port. */
export function hasOwnAddress({ network_features: network }: LocationGpu): boolean {
  return network?.dedicated_ip_available ?? false;
}

function isReachable(gpu: LocationGpu): boolean {
  return hasOwnAddress(gpu) || gpu.network_features?.port_forwarding_available !== false;
}

/** How many such machines the location's greatest one could hold. */
function roomFor({ resources }: LocationGpu): number {
  return Math.floor(
    Math.min(
      resources.max_vcpus / shape.vcpu,
      resources.max_ram_gb / shape.ramGb,
      resources.max_storage_gb / shape.diskGb,
    ),
  );
}

function priceOf({ price_per_hr: card, pricing }: LocationGpu): bigint | null {
  if (card <= 0) return null;
  const parts = [
    card,
    pricing.per_vcpu_hr * shape.vcpu,
    pricing.per_gb_ram_hr * shape.ramGb,
    pricing.per_gb_storage_hr * shape.diskGb,
  ].map((usd) => microsFromNumber(usd));
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0n);
}

function nativePriceOf({ price_per_hr: card, pricing }: LocationGpu): string {
  return [
    `${card} USD/GPU-hour`,
    `${shape.vcpu} vCPU x ${pricing.per_vcpu_hr}`,
    `${shape.ramGb} GB RAM x ${pricing.per_gb_ram_hr}`,
    `${shape.diskGb} GB disk x ${pricing.per_gb_storage_hr}`,
  ].join(" + ");
}

function memoryOf(v0Name: string): number | null {
  const memory = namePattern.exec(v0Name)?.[2];
  return memory === undefined ? null : Number(memory);
}

function availabilityOf(count: number) {
  if (count > 1) return "available";
  return count === 1 ? "limited" : "unavailable";
}
