import { microsFromDecimal } from "@/lib/money";
import { candidatesFor, cheapestOf, mayBeCheapest, type Rankable } from "@/lib/prices/best-value";
import { type Area, areas, type LivePriceView, type OfferView } from "@/lib/prices/types";
import type { PricingModel } from "@/lib/providers/contract";
import { feesOf } from "./fees";
import type { AreaPrice, MonthlyOffer, PriceRange } from "./types";

type Ranked = Rankable & { readonly view: OfferView };

/** The cheapest whole card that can be had, or null. */
export function cheapestView(
  offers: readonly OfferView[],
  pricingModel: PricingModel,
): OfferView | null {
  return cheapestOf(offers.map(rank), pricingModel)?.view ?? null;
}

/** The range of the offers on demand of which `cheapestView` names one; null where there is none. */
export function priceRange(offers: readonly OfferView[]): PriceRange | null {
  const prices = candidatesFor(offers.map(rank), "on-demand")
    .map(({ view }) => view.pricePerGpuHour)
    .sort((one, other) => Number(one) - Number(other));
  const [lowest, highest] = [prices[0], prices.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  return { lowest, highest, offerCount: prices.length };
}

/** Whether an offer may be called the cheapest of anything. */
export const canBeHad = (offer: OfferView): boolean => mayBeCheapest(rank(offer));

/** The cheapest in each part of the world where anything can be had: cheapest first, unknown last. */
export function cheapestByArea(offers: readonly OfferView[]): AreaPrice[] {
  const parts: readonly (Area | null)[] = [...areas, null];
  return parts
    .map((area) => {
      const own = offers.filter((offer) => offer.area === area);
      const price = (kind: PricingModel) => toPrice(cheapestView(own, kind));
      return { area, onDemand: price("on-demand"), spot: price("spot") };
    })
    .filter(({ onDemand, spot }) => onDemand !== null || spot !== null)
    .sort((one, other) => orderOf(one) - orderOf(other));
}

/** Each provider's cheapest whole card on demand, with its fees; cheapest first. */
export function monthlyOffers(offers: readonly OfferView[]): MonthlyOffer[] {
  const byProvider = Map.groupBy(offers, (offer) => offer.providerId);
  return [...byProvider.values()]
    .flatMap((own) => cheapestView(own, "on-demand") ?? [])
    .sort((one, other) => Number(one.pricePerGpuHour) - Number(other.pricePerGpuHour))
    .map(({ providerId, providerName, pricePerGpuHour }) => ({
      providerId,
      providerName,
      pricePerGpuHour,
      fees: feesOf(providerId),
    }));
}

function rank(view: OfferView): Ranked {
  return {
    view,
    providerId: view.providerId,
    brokeredFrom: view.brokeredFrom,
    gpuModel: view.modelId,
    pricePerGpuHourMicros: microsFromDecimal(view.pricePerGpuHour) ?? 0n,
    pricingModel: view.pricingModel,
    isPartition: view.isPartition,
    isVanished: view.vanished,
    availability: view.availability,
    freshness: view.freshness,
  };
}

function toPrice(offer: OfferView | null): LivePriceView | null {
  if (!offer) return null;
  const { id, modelId, ...rest } = offer;
  return {
    kind: "live",
    offerId: id,
    modelId: modelId ?? "",
    providerId: rest.providerId,
    providerName: rest.providerName,
    pricePerGpuHour: rest.pricePerGpuHour,
    region: rest.region,
    area: rest.area,
    availability: rest.availability,
    observedAt: rest.observedAt,
    freshness: rest.freshness,
    isLaunchable: rest.isLaunchable,
  };
}

const orderOf = ({ area, onDemand, spot }: AreaPrice) =>
  Number((onDemand ?? spot)?.pricePerGpuHour ?? 0) +
  (onDemand === null ? 1_000_000 : 0) +
  (area === null ? 2_000_000 : 0);
