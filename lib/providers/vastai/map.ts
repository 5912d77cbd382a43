import { type Micros, microsFromNumber } from "@/lib/money";
import type { PricingModel, ProviderOffer } from "../contract";
import { soldMemoryGb } from "../sold-memory";
import { DEAREST_DISK_PER_GB_MONTH, LISTED_DISK_GB } from "./disk-prices";
import type { Ask } from "./wire";

const MB_PER_GB = 1024;

/** A host that is away a tenth of the time is no bargain at any price. */
const LEAST_RELIABILITY = 0.9;

/** At less, in Mbit/s, images of the usual 10 GB take more than a quarter of an hour. */
const LEAST_DOWNLOAD = 100;

/** Images of today bring CUDA 12 and do not start on a driver for less. */
const LEAST_CUDA = 12;

/**
 * What one host asks for a slice of a machine: on demand with the smallest disk, and spot at the
 * least bid, which holds no disk. Asks come and go by the minute, so the keys name no host, only
 * what is sold, by whom (a data centre or anybody) and the country.
 */
export function toOffers(ask: Ask): ProviderOffer[] | string {
  if (ask.num_gpus === 0 || !ask.gpu_name) return [];
  if (ask.verification !== "verified") return "a host that is not verified";
  if (ask.rentable === false || ask.rented === true) return [];
  if (!isForEverybody(ask)) return [];
  const price = microsFromNumber(ask.dph_total);
  if (price === null || price <= 0n) return "no price";
  const onDemand = offerOf(ask, "on-demand", price);
  const bid = microsFromNumber(ask.min_bid ?? 0);
  return bid === null || bid <= 0n ? [onDemand] : [onDemand, offerOf(ask, "spot", bid)];
}

/** Whether people who did not look closer at the host will be happy with it. */
function isForEverybody(ask: Ask): boolean {
  const disk = microsFromNumber(ask.storage_cost ?? 0);
  return (
    ask.reliability2 >= LEAST_RELIABILITY &&
    (ask.inet_down ?? LEAST_DOWNLOAD) >= LEAST_DOWNLOAD &&
    (ask.cpu_arch ?? "amd64") === "amd64" &&
    (ask.cuda_max_good ?? LEAST_CUDA) >= LEAST_CUDA &&
    disk !== null &&
    disk <= DEAREST_DISK_PER_GB_MONTH
  );
}

function offerOf(ask: Ask, pricingModel: PricingModel, price: Micros): ProviderOffer {
  const gpu = ask.gpu_name ?? "";
  const gpuMemoryGb = ask.gpu_ram ? soldMemoryGb(ask.gpu_ram) : null;
  const region = countryOf(ask);
  const tier = ask.hosting_type === 1 ? "secure" : "community";
  const house = tier === "secure" ? "/secure" : "";
  const instanceType = `${gpu}/${gpuMemoryGb ?? "?"}gb`;
  const kind = `${instanceType}/x${ask.num_gpus}${house}`;
  return {
    key: `${kind}/${region ?? "nowhere"}/${pricingModel}`,
    instanceType,
    gpuSpelling: gpu,
    gpuCount: ask.num_gpus,
    maxGpuCount: ask.num_gpus,
    isPartition: false,
    gpuMemoryGb,
    vcpu: ask.cpu_cores_effective ? Math.floor(ask.cpu_cores_effective) : null,
    ramGb: ramOf(ask),
    diskGb: pricingModel === "spot" ? null : LISTED_DISK_GB,
    region,
    pricingModel,
    pricePerHourMicros: price,
    currency: "USD",
    nativePrice: nativePriceOf(ask, pricingModel),
    availability: "limited",
    tier,
  };
}

function nativePriceOf(ask: Ask, pricingModel: PricingModel): string {
  if (pricingModel === "spot") return `${ask.min_bid} USD/machine-hour, the least bid`;
  return `${ask.dph_total} USD/machine-hour with ${LISTED_DISK_GB} GB disk`;
}

/** "Texas, US": the last two letters are the country. */
export function countryOf(place: { readonly geolocation?: string | null | undefined }) {
  return /\b([A-Z]{2})$/.exec(place.geolocation?.trim() ?? "")?.[1] ?? null;
}

/** A slice has that part of the machine's memory which it has of the cores. */
function ramOf({ cpu_ram: ram, cpu_cores: all, cpu_cores_effective: own }: Ask): number | null {
  if (!ram || !all || !own) return null;
  return Math.floor((ram * Math.min(1, own / all)) / MB_PER_GB);
}
