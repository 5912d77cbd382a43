import { wantedPlace } from "@/lib/gpus/catalog";
import type { GpuMatrix, MatrixCell, MatrixRow, PriceView, SourceView } from "@/lib/prices/types";
import { findProviderMeta } from "@/lib/providers/meta";
import { feesOf } from "./fees";
import type { LiveSeller, ProviderCard, SoldModel } from "./types";

const MOST_NAMED = 4;

/** Every provider of the price table: those asked live first, then by how much they sell. */
export function buildDirectory(matrix: GpuMatrix, sources: readonly SourceView[]): ProviderCard[] {
  return matrix.providers
    .map(({ id, name }) => buildCard({ id, name }, matrix, sources))
    .sort(
      (one, other) =>
        Number(other.live !== null) - Number(one.live !== null) ||
        other.modelCount - one.modelCount ||
        one.name.localeCompare(other.name, "en"),
    );
}

interface Seller {
  readonly id: string;
  readonly name: string;
}

/** One provider, from what it sells in the table. */
export function buildCard(
  seller: Seller,
  matrix: GpuMatrix,
  sources: readonly SourceView[],
): ProviderCard {
  const models = soldModels(seller, matrix);
  const source = sources.find(({ providerId }) => providerId === seller.id);
  const [cheapest] = models
    .flatMap(({ name, onDemand }) => (onDemand ? [{ ...onDemand, modelName: name }] : []))
    .sort(
      (one, other) =>
        Number(one.kind === "reference") - Number(other.kind === "reference") ||
        Number(one.pricePerGpuHour) - Number(other.pricePerGpuHour),
    );
  return {
    ...seller,
    modelCount: models.length,
    offerCount: models.reduce((sum, { offerCount }) => sum + offerCount, 0),
    sells: mostWanted(models),
    cheapest: cheapest ?? null,
    live: source ? liveSeller(source) : null,
  };
}

/** What a provider sells, in the table's order of names. */
export function soldModels(seller: Seller, { rows }: GpuMatrix): SoldModel[] {
  return rows.flatMap((row) => {
    const [onDemand, spot] = [row.cells[seller.id], row.spot.cells[seller.id]];
    if (!onDemand && !spot) return [];
    return [
      {
        modelId: row.modelId,
        name: row.name,
        memoryGb: row.memoryGb,
        onDemand: onDemand ? toPrice(onDemand, row, seller) : null,
        spot: spot ? toPrice(spot, row, seller) : null,
        offerCount: countOf(onDemand) + countOf(spot),
      },
    ];
  });
}

function liveSeller(source: SourceView): LiveSeller | null {
  const meta = findProviderMeta(source.providerId);
  if (!meta) return null;
  return {
    source,
    isLaunchable: meta.capabilities !== null,
    fees: feesOf(meta.id),
    homepage: meta.homepage,
    rentUrl: meta.rentUrl,
  };
}

function toPrice(cell: MatrixCell, { modelId }: MatrixRow, seller: Seller): PriceView {
  const who = { providerId: seller.id, providerName: seller.name, modelId, area: null };
  if (cell.kind === "reference") return { ...cell, ...who, region: null };
  const { offerCount: _, ...rest } = cell;
  return { ...rest, ...who, isLaunchable: false };
}

const countOf = (cell: MatrixCell | undefined) => (cell?.kind === "live" ? cell.offerCount : 0);

function mostWanted(models: readonly SoldModel[]): string[] {
  return models
    .toSorted((one, other) => wantedPlace(one.modelId) - wantedPlace(other.modelId))
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
}
