import type { Availability, PricingModel } from "@/lib/providers/contract";
import type { Freshness } from "./freshness";

/** What ranking needs to know of a live offer. */
export interface Rankable {
  readonly providerId: string;
  /** The cloud whose machine a broker sells; `null` where the provider sells its own. */
  readonly brokeredFrom: string | null;
  readonly gpuModel: string | null;
  readonly pricePerGpuHourMicros: bigint;
  readonly pricingModel: PricingModel;
  readonly isPartition: boolean;
  readonly isVanished: boolean;
  readonly availability: Availability;
  readonly freshness: Freshness;
}

/** The availabilities at which somebody says that the offer can be had. */
export const buyable: readonly Availability[] = ["available", "limited"];

/**
 * Whether an offer may be called the cheapest: a whole card that somebody says can be had, seen
 * lately enough.
 */
export function mayBeCheapest(offer: Rankable): boolean {
  return isComparable(offer) && buyable.includes(offer.availability);
}

/**
 * Whether an offer is a list price: its provider never tells its stock. It is called the cheapest
 * only where nobody says of any offer that it can be had.
 */
export function isListPrice(offer: Rankable): boolean {
  return isComparable(offer) && offer.availability === "unknown";
}

function isComparable(offer: Rankable): boolean {
  return (
    !offer.isPartition &&
    !offer.isVanished &&
    (offer.freshness === "fresh" || offer.freshness === "stale")
  );
}

/**
 * The cheapest offer per GPU and hour in one pricing model, or `undefined`: of those that can be
 * had, else of the list prices. At the same price the cloud's own offer wins over a broker's, then
 * the fresher one, then the one with more left, then the first.
 */
export function cheapestOf<T extends Rankable>(
  offers: readonly T[],
  pricingModel: PricingModel,
): T | undefined {
  return firstOf(candidatesFor(offers, pricingModel));
}

/** The offers of which `cheapestOf` names one: those that can be had, else the list prices. */
export function candidatesFor<T extends Rankable>(
  offers: readonly T[],
  pricingModel: PricingModel,
): T[] {
  const sold = offers.filter((offer) => offer.pricingModel === pricingModel);
  const had = sold.filter(mayBeCheapest);
  return had.length > 0 ? had : sold.filter(isListPrice);
}

function firstOf<T extends Rankable>(offers: readonly T[]): T | undefined {
  return offers.reduce<T | undefined>(
    (best, offer) => (best === undefined || compareOffers(offer, best) < 0 ? offer : best),
    undefined,
  );
}

const freshnessRank: Record<Freshness, number> = { fresh: 0, stale: 1, old: 2, hidden: 3 };
const availabilityRank: Record<Availability, number> = {
  available: 0,
  limited: 1,
  unknown: 2,
  unavailable: 3,
};

/** Orders offers for people: cheapest first, then a cloud's own, then fresher, then easier to get. */
export function compareOffers(one: Rankable, other: Rankable): number {
  if (one.pricePerGpuHourMicros !== other.pricePerGpuHourMicros) {
    return one.pricePerGpuHourMicros < other.pricePerGpuHourMicros ? -1 : 1;
  }
  const direct = Number(one.brokeredFrom !== null) - Number(other.brokeredFrom !== null);
  if (direct !== 0) return direct;
  const fresher = freshnessRank[one.freshness] - freshnessRank[other.freshness];
  if (fresher !== 0) return fresher;
  return availabilityRank[one.availability] - availabilityRank[other.availability];
}

/** How many clouds the offers' machines stand in; one that brokers sell too counts once. */
export function countClouds(offers: readonly Rankable[]): number {
  return new Set(offers.map(cloudOf)).size;
}

/**
 * The offers without the doubles of brokers: a broker's offer goes where the cloud itself, or
 * another broker, sells the same model of that cloud at the same or a lower price.
 */
export function withoutDoubles<T extends Rankable>(offers: readonly T[]): T[] {
  const had = offers.filter(mayBeCheapest);
  const rivals = [
    bestByMachine(had),
    bestByMachine(had.filter((one) => one.brokeredFrom === null)),
  ];
  return offers.filter((offer) => {
    if (offer.brokeredFrom === null) return true;
    return !rivals.some((best) => isBeaten(offer, best.get(machineOf(offer))));
  });
}

function bestByMachine(offers: readonly Rankable[]): Map<string, Rankable> {
  const best = new Map<string, Rankable>();
  for (const offer of offers) {
    const known = best.get(machineOf(offer));
    if (!known || compareOffers(offer, known) < 0) best.set(machineOf(offer), offer);
  }
  return best;
}

function isBeaten(offer: Rankable, rival: Rankable | undefined): boolean {
  if (!rival || rival.providerId === offer.providerId) return false;
  return rival.pricePerGpuHourMicros <= offer.pricePerGpuHourMicros;
}

const cloudOf = (offer: Rankable) => offer.brokeredFrom ?? offer.providerId;

const machineOf = (offer: Rankable) =>
  [cloudOf(offer), offer.gpuModel, offer.pricingModel].join("/");
