import { type Micros, microsFromDecimal } from "@/lib/money";
import type { PricingModel, ProviderOffer } from "../contract";
import type { Availability, InstanceType, Location } from "./wire";

/** Where there are machines, and which types are free there now. */
export interface Places {
  readonly locations: readonly Location[];
  readonly onDemand: Availability;
  readonly spot: Availability;
}

/** The offers of a type, on demand and spot, in every location: the price is the same in all. */
export function toOffers(type: InstanceType, places: Places): ProviderOffer[] | string {
  if (type.gpu.number_of_gpus === 0) return [];
  if (spellingOf(type) === "") return "no GPU name";
  const currency = type.currency.toUpperCase();
  if (currency !== "USD") return `a price in ${type.currency}`;
  const onDemand = microsFromDecimal(type.price_per_hour);
  if (onDemand === null || onDemand <= 0n) return "no price";
  const spot = microsFromDecimal(type.spot_price ?? "0");
  return places.locations.flatMap((location) => [
    offerOf(type, location, { pricingModel: "on-demand", price: onDemand, free: places.onDemand }),
    ...(spot === null || spot <= 0n
      ? []
      : [offerOf(type, location, { pricingModel: "spot", price: spot, free: places.spot })]),
  ]);
}

interface Sale {
  readonly pricingModel: PricingModel;
  readonly price: Micros;
  readonly free: Availability;
}

function offerOf(type: InstanceType, place: Location, sale: Sale): ProviderOffer {
  const { instance_type: name, gpu, gpu_memory: memory } = type;
  const { code, country_code: country } = place;
  const isSpot = sale.pricingModel === "spot";
  const total = memory?.size_in_gigabytes ?? 0;
  return {
    key: `${name}/${code}/${sale.pricingModel}`,
    instanceType: name,
    gpuSpelling: spellingOf(type),
    gpuCount: gpu.number_of_gpus,
    maxGpuCount: gpu.number_of_gpus,
    isPartition: false,
    gpuMemoryGb: total > 0 ? total / gpu.number_of_gpus : null,
    vcpu: type.cpu.number_of_cores,
    ramGb: type.memory.size_in_gigabytes,
    diskGb: type.storage?.size_in_gigabytes ?? null,
    region: country ? `${code}, ${country}` : code,
    pricingModel: sale.pricingModel,
    pricePerHourMicros: sale.price,
    currency: "USD",
    nativePrice: `${isSpot ? type.spot_price : type.price_per_hour} USD/instance-hour`,
    availability: isFree(name, code, sale.free) ? "available" : "unavailable",
    tier: null,
  };
}

/** "8x B200 SXM6 180GB" names the card after the count; types without a GPU have no words there. */
function spellingOf({ gpu }: InstanceType): string {
  return gpu.description.replace(/^\d+x\s*/, "").trim();
}

function isFree(name: string, code: string, free: Availability): boolean {
  return free.some((one) => one.location_code === code && one.availabilities.includes(name));
}
