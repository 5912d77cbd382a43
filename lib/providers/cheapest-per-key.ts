import type { PriceList, ProviderOffer } from "./contract";

/**
 * A list in which many hosts offer the same under one key, with one offer left of each: the
 * cheapest that can be had, or the cheapest of all where none can. Where two or more can be had, it
 * is `available`.
 */
export function cheapestPerKey({ offers, skipped }: PriceList): PriceList {
  const byKey = Map.groupBy(offers, (offer) => offer.key);
  return { offers: [...byKey.values()].map(cheapestOf), skipped };
}

function cheapestOf(offers: readonly ProviderOffer[]): ProviderOffer {
  const free = offers.filter((offer) => offer.availability !== "unavailable");
  const cheapest = (free.length > 0 ? free : offers).reduce((best, offer) =>
    offer.pricePerHourMicros < best.pricePerHourMicros ? offer : best,
  );
  return free.length > 1 ? { ...cheapest, availability: "available" } : cheapest;
}
