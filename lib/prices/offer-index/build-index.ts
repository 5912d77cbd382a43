import type { Offer, ReferenceOffer } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { regionArea } from "../area";
import { providerName } from "../live-offers";
import { buildShelf, type Shelf, type Stock } from "./shelf";

/** Everything that can be shown, apart by what must not be compared: kind, and whole or slice. */
export interface OfferIndex {
  /** Counts changes of the prices; `null` before anything was read. */
  readonly version: bigint | null;
  readonly live: Readonly<Record<"whole" | "slice", Shelf<Offer>>>;
  readonly reference: Readonly<Record<"whole" | "slice", Shelf<ReferenceOffer>>>;
}

export interface IndexRows {
  readonly version: bigint | null;
  readonly offers: readonly Offer[];
  readonly references: readonly ReferenceOffer[];
}

/** The index of stored rows; those whose GPU nobody knows are left out. */
export function buildIndex({ version, offers, references }: IndexRows): OfferIndex {
  const live = offers.filter(isKnown).toSorted(ownFirst);
  const dated = references.filter(isKnown);
  return {
    version,
    live: {
      whole: buildShelf(live.filter(isWhole), stockOfOffer),
      slice: buildShelf(live.filter(isSlice), stockOfOffer),
    },
    reference: {
      whole: buildShelf(dated.filter(isWhole), stockOfReference),
      slice: buildShelf(dated.filter(isSlice), stockOfReference),
    },
  };
}

const isKnown = (row: { readonly gpuModel: string | null }) =>
  row.gpuModel !== null && findGpu(row.gpuModel) !== null;
/** What else is equal stays as it came: a cloud's own offer is shown before a broker's of the same. */
const ownFirst = (one: Offer, other: Offer) =>
  Number(one.brokeredFrom !== null) - Number(other.brokeredFrom !== null);
const isWhole = (row: { readonly isPartition: boolean }) => !row.isPartition;
const isSlice = (row: { readonly isPartition: boolean }) => row.isPartition;

function stockOfOffer(row: Offer): Stock {
  return {
    ...common(row),
    providerName: providerName(row.providerId),
    area: row.area,
    tier: row.tier,
    availability: row.availability,
    observedMs: row.observedAt.getTime(),
  };
}

function stockOfReference(row: ReferenceOffer): Stock {
  return {
    ...common(row),
    providerName: row.providerName,
    area: regionArea(row.region),
    tier: null,
    availability: "unknown",
    observedMs: row.observedOn.getTime(),
  };
}

function common(row: Offer | ReferenceOffer) {
  const whole = row.isPartition ? null : findGpu(row.gpuModel ?? "")?.memoryGb;
  return {
    providerId: row.providerId,
    modelId: row.gpuModel ?? "",
    gpuCount: row.gpuCount,
    memoryGb: whole ?? row.gpuMemoryGb,
    pricingModel: row.pricingModel,
    perGpuHour: Number(row.pricePerGpuHourMicros),
    perHour: Number(row.pricePerHourMicros),
  };
}
