import { microsFromNumber } from "@/lib/money";
import { cloudBehind } from "../cloud-behind";
import type { Availability, PricingModel, ProviderOffer } from "../contract";
import { meta } from "./meta";
import type { AvailabilityItem } from "./wire";

/**
 * The offer of one configuration, at the price of the whole of it. The disk's price per unit is not
 * added: recorded prices hold the default disk already (1.64 for the card and 120 GB at 0.00014
 * make the 1.6568 listed). Memory is read from the type's name, since `gpuMemory` is described as
 * per GPU but used as a total.
 */
export function toOffers(item: AvailabilityItem): ProviderOffer[] | string {
  if (item.gpuType === "CPU_NODE") return [];
  const price = priceOf(item);
  const pricePerHourMicros = microsFromNumber(price);
  if (pricePerHourMicros === null || pricePerHourMicros <= 0n) return "no price";
  const cloud = cloudBehind(item.provider);
  return [
    {
      key: keyOf(item),
      instanceType: `${item.provider}/${item.cloudId}`,
      gpuSpelling: `${item.gpuType} ${item.socket}`,
      gpuCount: item.gpuCount,
      maxGpuCount: item.gpuCount,
      isPartition: false,
      gpuMemoryGb: memoryOf(item.gpuType),
      vcpu: item.vcpu?.defaultCount ?? null,
      ramGb: item.memory?.defaultCount ?? null,
      diskGb: item.disk?.defaultCount ?? null,
      region: regionOf(item),
      pricingModel: pricingModelOf(item),
      pricePerHourMicros,
      currency: item.prices.currency,
      nativePrice: nativePriceOf(item, price),
      availability: stock[item.stockStatus] ?? "unknown",
      sharesAddress: sellsContainers(item.provider),
      tier: item.security,
      brokeredFrom: cloud === meta.id ? null : cloud,
    },
  ];
}

/** Whether what a cloud sells here are containers, which have no address of their own. */
export function sellsContainers(cloud: string): boolean {
  return cloud === "runpod";
}

/** The listed price per hour of the whole of it, in its own currency; 0 where none is told. */
export function priceOf({ prices, security }: AvailabilityItem): number {
  const { onDemand, communityPrice } = prices;
  return onDemand ?? (security === "community_cloud" ? communityPrice : null) ?? 0;
}

const stock: Readonly<Record<string, Availability>> = {
  Available: "available",
  High: "available",
  Medium: "available",
  Low: "limited",
  Unavailable: "unavailable",
};

function keyOf(item: AvailabilityItem): string {
  const place = item.dataCenter ?? item.country ?? item.region ?? "nowhere";
  const kind = [item.gpuType, item.socket, `x${item.gpuCount}`, item.security];
  return [item.provider, item.cloudId, place, ...kind, pricingModelOf(item)].join("/");
}

/** Hours paid in advance whatever the use are a commitment, not on-demand use. */
function pricingModelOf({ isSpot, prepaidTime }: AvailabilityItem): PricingModel {
  if (isSpot) return "spot";
  return prepaidTime ? "reserved" : "on-demand";
}

function regionOf({ dataCenter, country, region }: AvailabilityItem): string | null {
  return placeOf(dataCenter, country) ?? region ?? null;
}

/** "FIN-02, FI": data centres name their country in a spelling of their own, if at all. */
export function placeOf(...told: readonly (string | null | undefined)[]): string | null {
  const words = told.filter((word) => Boolean(word));
  return words.length > 0 ? words.join(", ") : null;
}

function memoryOf(gpuType: string): number | null {
  const memory = /_(\d+)GB$/.exec(gpuType)?.[1];
  return memory === undefined ? null : Number(memory);
}

function nativePriceOf({ prices, prepaidTime }: AvailabilityItem, price: number): string {
  const ahead = prepaidTime ? `, ${prepaidTime} hours paid in advance` : "";
  return `${price} ${prices.currency}/instance-hour${ahead}`;
}
