import { microsFromNumber } from "@/lib/money";
import type { Availability, Currency, LaunchSpec, PricingModel, ProviderOffer } from "../contract";
import { requireAgreed } from "../require-agreed";
import { isHosted } from "./regions";
import type { ServerPool } from "./wire";

/** Where a machine has one GPU, whatever the pool says. */
const ONE_GPU_REGION = "europe-01";

/**
 * The offers of one pool of cards, priced per GPU. Spot exists for containers alone. On demand may
 * take a card from a spot user, so its stock is the effective one.
 */
export function toOffers(pool: ServerPool, currency: Currency): ProviderOffer[] | string {
  if (!isHosted(pool.region)) return `no known host for region ${pool.region}`;
  const onDemand = toOffer(pool, {
    pricingModel: "on-demand",
    price: pool.price_per_hour,
    free: pool.effective_num_free_devices ?? pool.num_free_devices,
    currency,
  });
  const spot =
    pool.workload_type === "container" && pool.spot_price != null
      ? toOffer(pool, {
          pricingModel: "spot",
          price: pool.spot_price,
          free: pool.num_free_devices,
          currency,
        })
      : null;
  const offers = [pool.spot_only_server ? null : onDemand, spot];
  return offers.filter((offer) => offer !== null);
}

interface Terms {
  readonly pricingModel: PricingModel;
  readonly price: number;
  readonly free: number;
  readonly currency: Currency;
}

function toOffer(pool: ServerPool, terms: Terms): ProviderOffer | null {
  const pricePerHourMicros = microsFromNumber(terms.price);
  if (pricePerHourMicros === null) return null;
  const { gpu_type: gpu, region } = pool;
  const workload = pool.workload_type ?? null;
  return {
    key: keyOf({ instanceType: gpu, region, tier: workload, pricingModel: terms.pricingModel }),
    instanceType: gpu,
    gpuSpelling: gpu,
    gpuCount: 1,
    maxGpuCount: region === ONE_GPU_REGION ? 1 : Math.max(1, Number(pool.num_gpus ?? 1)),
    isPartition: false,
    gpuMemoryGb: Number(pool.vram),
    vcpu: pool.cpus_per_gpu ?? null,
    ramGb: pool.ram_per_gpu ?? null,
    diskGb: null,
    region,
    pricingModel: terms.pricingModel,
    pricePerHourMicros,
    currency: terms.currency,
    nativePrice: `${terms.price} ${terms.currency}/GPU-hour`,
    availability: availabilityOf(terms.free),
    tier: workload,
  };
}

type Naming = Pick<ProviderOffer, "instanceType" | "region" | "tier" | "pricingModel">;

function keyOf({ instanceType, region, tier, pricingModel }: Naming): string {
  return [instanceType, region, tier ?? "any", pricingModel].join("/");
}

function availabilityOf(free: number): Availability {
  if (free > 1) return "available";
  return free === 1 ? "limited" : "unavailable";
}

/** Several pools may hold the same cards: of one key the pool with cards left, then the cheapest. */
export function joinPools(offers: readonly ProviderOffer[]): ProviderOffer[] {
  const best = new Map<string, ProviderOffer>();
  for (const offer of offers) {
    const other = best.get(offer.key);
    if (!other || isBetter(offer, other)) best.set(offer.key, offer);
  }
  return [...best.values()];
}

function isBetter(one: ProviderOffer, other: ProviderOffer): boolean {
  const isGone = one.availability === "unavailable";
  if (isGone !== (other.availability === "unavailable")) return !isGone;
  return one.pricePerHourMicros < other.pricePerHourMicros;
}

/**
 * Throws `conflict` where the machine of a launch costs more by now than was agreed to, or where what it
 * costs is not told.
 */
export function requirePrice(offers: readonly ProviderOffer[], spec: LaunchSpec): void {
  const offer = offers.find(({ key }) => key === keyOf(spec));
  const price = offer && offer.pricePerHourMicros * BigInt(spec.gpuCount);
  requireAgreed(price ?? null, spec, offer?.currency);
}
