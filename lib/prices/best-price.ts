import type { PricingModel } from "@/lib/providers/contract";
import { cheapestOf } from "./best-value";
import { type LiveOffer, toLivePrice } from "./live-offers";
import { cheapestReference, type ReferenceBest, toReferencePrice } from "./reference-offers";
import type { LivePriceView, PriceView } from "./types";

/**
 * The price to put beside a model's name: the cheapest live whole card on demand. A reference
 * price stands in only while no live offer of the kind is listed at all; null when all are sold
 * out or too old.
 */
export function bestPrice(
  offers: readonly LiveOffer[],
  references: readonly ReferenceBest[],
): PriceView | null {
  const live = bestLivePrice(offers, "on-demand");
  if (live || offers.some(isWholeOnDemand)) return live;
  const reference = cheapestReference(references);
  return reference ? toReferencePrice(reference) : null;
}

/** The cheapest live whole card in one pricing model, or null. */
export function bestLivePrice(
  offers: readonly LiveOffer[],
  pricingModel: PricingModel,
): LivePriceView | null {
  const live = cheapestOf(offers, pricingModel);
  return live ? toLivePrice(live) : null;
}

const isWholeOnDemand = (offer: LiveOffer) =>
  !offer.isPartition && !offer.isVanished && offer.pricingModel === "on-demand";
