import { type Micros, microsToDecimal } from "@/lib/money";
import type { Availability, PriceList, ProviderOffer } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { addressPrice } from "./prices";
import { type Flavor, flavor, flavorGroup, type RegionStock } from "./wire";

export interface Market {
  /** Price of one of each per hour by name; `null` where it is not clear. */
  readonly prices: ReadonlyMap<string, Micros | null>;
  readonly stocks: readonly RegionStock[];
}

/** The offers of flavors as they are listed, in groups of one GPU and region. */
export function readOffers(groups: readonly unknown[], market: Market): PriceList {
  return joinLists(groups.map((group) => readGroup(group, market)));
}

function readGroup(row: unknown, market: Market): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], flavorGroup, ({ flavors }) => {
    lists.push(readRows(flavors, flavor, (one) => toOffers(one, market)));
    return [];
  });
  return joinLists([outer, ...lists]);
}

/**
 * The offer of a flavor in its region: the price of a GPU times their number, and of the public
 * address without which nobody would reach it.
 */
export function toOffers(flavor: Flavor, market: Market): ProviderOffer[] | string {
  const { gpu, gpu_count: count, region_name: region } = flavor;
  if (!gpu || count === 0) return [];
  const price = market.prices.get(gpu) ?? null;
  if (price === null) {
    return market.prices.has(gpu) ? "no clear price in the pricebook" : "no price in the pricebook";
  }
  if (price <= 0n) return "no price";
  const address = addressPrice(market.prices) ?? 0n;
  return [
    {
      key: `${flavor.name}/${region}`,
      instanceType: flavor.name,
      gpuSpelling: gpu,
      gpuCount: count,
      maxGpuCount: count,
      isPartition: false,
      gpuMemoryGb: null,
      vcpu: flavor.cpu,
      ramGb: flavor.ram,
      diskGb: flavor.disk + (flavor.ephemeral ?? 0),
      region,
      pricingModel: "on-demand",
      pricePerHourMicros: price * BigInt(count) + address,
      currency: "USD",
      nativePrice: nativeOf(price, address),
      availability: availabilityOf(flavor, market.stocks),
      tier: null,
    },
  ];
}

function nativeOf(price: Micros, address: Micros): string {
  const beside = address > 0n ? ` + ${microsToDecimal(address)} USD/address-hour` : "";
  return `${microsToDecimal(price)} USD/GPU-hour${beside}`;
}

/** The flavor says whether there is any, the stock how many of its size. */
function availabilityOf(flavor: Flavor, stocks: readonly RegionStock[]): Availability {
  if (!flavor.stock_available) return "unavailable";
  const left = stocks
    .filter(({ region }) => region === flavor.region_name)
    .flatMap(({ models }) => models.filter(({ model }) => model === flavor.gpu))
    .map(({ configurations }) => Number(configurations?.[`${flavor.gpu_count}x`]));
  return left.includes(1) ? "limited" : "available";
}
