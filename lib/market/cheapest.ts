import { microsFromDecimal } from "@/lib/money";
import {
  candidatesFor,
  cheapestOf,
  countClouds,
  isListPrice,
  mayBeCheapest,
  type Rankable,
  withoutDoubles,
} from "@/lib/prices/best-value";
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

/**
 * The range of the offers on demand of which `cheapestView` names one, the doubles of brokers not
 * counted; null where there is none.
 */
export function priceRange(offers: readonly OfferView[]): PriceRange | null {
  const prices = withoutDoubles(candidatesFor(offers.map(rank), "on-demand"))
    .map(({ view }) => view.pricePerGpuHour)
    .sort((one, other) => Number(one) - Number(other));
  const [lowest, highest] = [prices[0], prices.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  return { lowest, highest, offerCount: prices.length };
}

/** How many clouds have something that can be had; one that brokers sell too counts once. */
export function cloudCount(offers: readonly OfferView[]): number {
  return countClouds(offers.map(rank).filter(mayBeCheapest));
}

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

/**
 * Each provider's cheapest on demand, with its fees: of its offers of one GPU, else of its smallest
 * machines, whole. Cheapest first.
 */
export function monthlyOffers(offers: readonly OfferView[]): MonthlyOffer[] {
  const byProvider = Map.groupBy(offers, (offer) => offer.providerId);
  return [...byProvider.values()]
    .flatMap((own) => cheapestView(smallest(own), "on-demand") ?? [])
    .sort((one, other) => Number(one.pricePerHour) - Number(other.pricePerHour))
    .map(({ providerId, providerName, gpuCount, pricePerHour }) => ({
      providerId,
      providerName,
      gpuCount,
      pricePerHour,
      fees: feesOf(providerId),
    }));
}

/** Those of the fewest GPUs, a list price of one GPU before a machine of eight that can be had. */
function smallest(own: readonly OfferView[]): OfferView[] {
  const sold = own.map(rank).filter(isCheapestOrList);
  const least = Math.min(...sold.map(({ view }) => view.gpuCount));
  return sold.map(({ view }) => view).filter(({ gpuCount }) => gpuCount === least);
}

const isCheapestOrList = (offer: Ranked) =>
  offer.pricingModel === "on-demand" && (mayBeCheapest(offer) || isListPrice(offer));

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
    ...(rest.listedOn && { listedOn: rest.listedOn }),
    freshness: rest.freshness,
    isLaunchable: rest.isLaunchable,
  };
}

const orderOf = ({ area, onDemand, spot }: AreaPrice) =>
  Number((onDemand ?? spot)?.pricePerGpuHour ?? 0) +
  (onDemand === null ? 1_000_000 : 0) +
  (area === null ? 2_000_000 : 0);
