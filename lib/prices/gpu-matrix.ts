import { findGpu, variantsOf } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import type { PricingModel } from "@/lib/providers/contract";
import {
  cheapestOf,
  compareOffers,
  isListPrice,
  mayBeCheapest,
  withoutDoubles,
} from "./best-value";
import { type LiveOffer, listedOn, providerName } from "./live-offers";
import { cheapestReference, type ReferenceBest, toDay } from "./reference-offers";
import type {
  Facet,
  GpuMatrix,
  MatrixCell,
  MatrixFacets,
  MatrixPrices,
  MatrixProvider,
  MatrixRow,
  SourceView,
} from "./types";

export interface MatrixFacts {
  readonly now: Date;
  readonly offers: readonly LiveOffer[];
  readonly references: readonly ReferenceBest[];
  readonly spotReferences: readonly ReferenceBest[];
  readonly sources: readonly SourceView[];
}

/** Every model with any price against every provider; whole cards, on demand and spot. */
export function buildMatrix(facts: MatrixFacts): GpuMatrix {
  const comparable = facts.offers.filter(isComparable);
  const models = new Set([
    ...comparable.map((offer) => offer.gpuModel ?? ""),
    ...[...facts.references, ...facts.spotReferences].map((row) => row.gpuModel),
  ]);
  const rows = [...models]
    .flatMap((modelId) => buildRow(modelId, { ...facts, offers: comparable }, models) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name, "en", { numeric: true }));
  return {
    generatedAt: facts.now.toISOString(),
    providers: buildProviders({
      ...facts,
      references: [...facts.references, ...facts.spotReferences],
    }),
    rows,
    facets: buildFacets(rows),
  };
}

/** Slices have no place in a table of whole cards. */
function isComparable(offer: LiveOffer): boolean {
  return (
    offer.gpuModel !== null &&
    !offer.isPartition &&
    !offer.isVanished &&
    offer.freshness !== "hidden"
  );
}

function buildRow(
  modelId: string,
  facts: MatrixFacts,
  models: ReadonlySet<string>,
): MatrixRow | null {
  const gpu = findGpu(modelId);
  if (!gpu) return null;
  const own = facts.offers.filter((offer) => offer.gpuModel === modelId);
  const prices = (pricingModel: PricingModel, references: readonly ReferenceBest[]) =>
    buildPrices(
      own.filter((offer) => offer.pricingModel === pricingModel),
      references.filter((row) => row.gpuModel === modelId),
    );
  return {
    modelId,
    name: gpu.name,
    family: gpu.family,
    vendor: gpu.vendor,
    memoryGb: gpu.memoryGb,
    formFactor: gpu.formFactor,
    isUnspecific: variantsOf(modelId).some(({ id }) => id !== modelId && models.has(id)),
    ...prices("on-demand", facts.references),
    spot: prices("spot", facts.spotReferences),
  };
}

function buildPrices(
  live: readonly LiveOffer[],
  references: readonly ReferenceBest[],
): MatrixPrices {
  const best = cheapestOf(live, live[0]?.pricingModel ?? "on-demand");
  const reference = live.length === 0 ? cheapestReference(references) : undefined;
  return {
    cells: { ...referenceCells(references), ...liveCells(live) },
    cheapest: best
      ? { providerId: best.providerId, kind: "live" }
      : reference
        ? { providerId: reference.providerId, kind: "reference" }
        : null,
  };
}

function referenceCells(rows: readonly ReferenceBest[]): Record<string, MatrixCell> {
  return Object.fromEntries(
    rows.map((row) => [
      row.providerId,
      {
        kind: "reference",
        pricePerGpuHour: microsToDecimal(row.pricePerGpuHourMicros),
        observedOn: toDay(row.observedOn),
      },
    ]),
  );
}

/** A provider's cell is its cheapest offer that can be had, else its cheapest at all. */
function liveCells(offers: readonly LiveOffer[]): Record<string, MatrixCell> {
  const cells: Record<string, MatrixCell> = {};
  for (const providerId of new Set(offers.map((offer) => offer.providerId))) {
    const own = offers.filter((offer) => offer.providerId === providerId).sort(compareOffers);
    const shown = own.find(mayBeCheapest) ?? own.find(isListPrice) ?? own[0];
    if (!shown) continue;
    cells[providerId] = {
      kind: "live",
      offerId: shown.id,
      pricePerGpuHour: microsToDecimal(shown.pricePerGpuHourMicros),
      region: shown.region,
      availability: shown.availability,
      observedAt: shown.observedAt.toISOString(),
      ...listedOn(shown),
      freshness: shown.freshness,
      offerCount: own.length,
    };
  }
  return cells;
}

/** The columns: providers with live offers first, most fresh ones before. */
export function buildProviders({
  offers,
  references,
  sources,
}: Pick<MatrixFacts, "offers" | "references" | "sources">): MatrixProvider[] {
  const names = new Map(references.map((row) => [row.providerId, row.providerName]));
  for (const { providerId } of [...sources, ...offers]) {
    names.set(providerId, providerName(providerId));
  }
  const onSale = withoutDoubles(offers.filter(isOnSale));
  return [...names]
    .map(([id, name]) => ({
      id,
      name,
      freshOfferCount: onSale.filter((one) => one.providerId === id).length,
      referenceOfferCount: references.filter((one) => one.providerId === id).length,
      source: sources.find((one) => one.providerId === id)?.state ?? null,
    }))
    .sort(
      (one, other) =>
        other.freshOfferCount - one.freshOfferCount ||
        Number(other.source !== null) - Number(one.source !== null) ||
        other.referenceOfferCount - one.referenceOfferCount ||
        one.name.localeCompare(other.name, "en"),
    );
}

const isOnSale = (offer: LiveOffer) => offer.freshness === "fresh" && !offer.isVanished;

function buildFacets(rows: readonly MatrixRow[]): MatrixFacets {
  const memories = rows.flatMap((row) => (row.memoryGb === null ? [] : [String(row.memoryGb)]));
  return {
    vendors: countValues(rows.map((row) => row.vendor)),
    families: countValues(rows.map((row) => row.family)),
    memoriesGb: countValues(memories).sort((a, b) => Number(a.value) - Number(b.value)),
  };
}

/** Most frequent first. */
function countValues(values: readonly string[]): Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, "en", { numeric: true }));
}
