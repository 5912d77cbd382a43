import type { Offer } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import {
  type Availability,
  availabilities,
  type PricingModel,
  pricingModels,
} from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";
import { isRateTooOld } from "@/lib/rates/policy";
import namesById from "@/prisma/reference/providers.json";
import { regionArea } from "./area";
import type { Rankable } from "./best-value";
import { type Freshness, freshnessOf } from "./freshness";
import type { LivePriceView, OfferView } from "./types";

/** A stored offer with what its age allows. */
export type LiveOffer = Omit<Offer, "availability" | "pricingModel"> & Rankable;

/** Adds to a stored offer what ranking needs; `now` decides how fresh it is. */
export function toLiveOffer(row: Offer, now: Date): LiveOffer {
  return {
    ...row,
    pricingModel: toPricingModel(row.pricingModel),
    availability: toAvailability(row.availability),
    isVanished: row.vanishedAt !== null,
    freshness: freshnessWithRate(row, now),
  };
}

/** A price in another currency is as old as the rate that turned it into dollars allows. */
function freshnessWithRate(row: Offer, now: Date): Freshness {
  const refreshEveryMs = findProviderMeta(row.providerId)?.prices?.refreshEveryMs ?? 0;
  const freshness = freshnessOf({ observedAt: row.observedAt, refreshEveryMs, now });
  return freshness !== "hidden" && isRateTooOld(row, now) ? "old" : freshness;
}

/** The offer as people see it. */
export function toOfferView(offer: LiveOffer): OfferView {
  return {
    kind: "live",
    id: offer.id,
    providerId: offer.providerId,
    providerName: providerName(offer.providerId),
    modelId: offer.gpuModel,
    modelName: modelName(offer),
    instanceType: offer.instanceType,
    gpuSpelling: offer.gpuSpelling,
    gpuCount: offer.gpuCount,
    maxGpuCount: offer.maxGpuCount,
    isPartition: offer.isPartition,
    gpuMemoryGb: offer.gpuMemoryGb,
    vcpu: offer.vcpu,
    ramGb: offer.ramGb,
    diskGb: offer.diskGb,
    region: offer.region,
    area: regionArea(offer.region),
    pricingModel: offer.pricingModel,
    tier: offer.tier,
    pricePerHour: microsToDecimal(offer.pricePerHourMicros),
    pricePerGpuHour: microsToDecimal(offer.pricePerGpuHourMicros),
    nativePrice: offer.nativePrice,
    currency: offer.currency,
    ...(offer.rateDay && { rateDay: offer.rateDay.toISOString().slice(0, 10) }),
    availability: offer.availability,
    observedAt: offer.observedAt.toISOString(),
    ...listedOn(offer),
    freshness: offer.freshness,
    vanished: offer.isVanished,
    isLaunchable: isLaunchable(offer),
    leastMinutes: offer.leastMinutes,
    sharesAddress: offer.sharesAddress,
    brokeredFrom: offer.brokeredFrom,
    brokeredName: offer.brokeredFrom === null ? null : providerName(offer.brokeredFrom),
  };
}

/** The offer's price alone, with what makes it believable. */
export function toLivePrice(offer: LiveOffer): LivePriceView {
  return {
    kind: "live",
    offerId: offer.id,
    providerId: offer.providerId,
    providerName: providerName(offer.providerId),
    modelId: offer.gpuModel ?? "",
    pricePerGpuHour: microsToDecimal(offer.pricePerGpuHourMicros),
    region: offer.region,
    area: regionArea(offer.region),
    availability: offer.availability,
    observedAt: offer.observedAt.toISOString(),
    ...listedOn(offer),
    freshness: offer.freshness,
    isLaunchable: isLaunchable(offer),
  };
}

/** The day of the table that the offer's price is from, where its source does not tell prices. */
export function listedOn({ providerId }: Pick<Offer, "providerId">): Pick<OfferView, "listedOn"> {
  const day = findProviderMeta(providerId)?.prices?.listedOn;
  return day === undefined ? {} : { listedOn: day };
}

/** Whether the product can launch the offer now: an adapter for machines sold so, to be had. */
export function isLaunchable(offer: LiveOffer): boolean {
  const capabilities = findProviderMeta(offer.providerId)?.capabilities;
  if (!capabilities) return false;
  return (
    (capabilities.tiers?.includes(offer.tier ?? "") ?? true) &&
    (offer.pricingModel === "on-demand" ||
      (offer.pricingModel === "spot" && capabilities.spot !== "no")) &&
    offer.availability !== "unavailable" &&
    offer.freshness !== "hidden" &&
    !offer.isVanished
  );
}

const referenceNames: Readonly<Record<string, string>> = namesById;

/** A provider's name by our facts, else by the reference snapshot's, else its id. */
export function providerName(providerId: string): string {
  return findProviderMeta(providerId)?.name ?? referenceNames[providerId] ?? providerId;
}

function modelName(offer: LiveOffer): string {
  return (offer.gpuModel && findGpu(offer.gpuModel)?.name) || offer.gpuSpelling;
}

function toPricingModel(text: string): PricingModel {
  return pricingModels.find((one) => one === text) ?? "reserved";
}

function toAvailability(text: string): Availability {
  return availabilities.find((one) => one === text) ?? "unknown";
}
