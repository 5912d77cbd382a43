import { db, joinSql, sql, type Tx } from "@/lib/db";
import type { ReferenceOffer } from "@/lib/generated/prisma/client";
import { findGpu, variantsOf } from "@/lib/gpus/catalog";
import { providerMetas } from "@/lib/providers/meta";
import sources from "@/prisma/reference/sources.json";
import { bestLivePrice, bestPrice } from "./best-price";
import { compareOffers } from "./best-value";
import { freshnessHours, shownSince } from "./freshness";
import { buildMatrix, buildProviders } from "./gpu-matrix";
import { buildHomeView, lineStart } from "./home-view";
import { type LiveOffer, toLiveOffer, toOfferView } from "./live-offers";
import { buildHistory, type WeeklyLow } from "./price-history";
import { priceMoves } from "./price-moves";
import { type ReferenceBest, toReferenceView } from "./reference-offers";
import { type SourceDoubts, toSourceView } from "./source-view";
import type { GpuMatrix, GpuPage, HomeView, OfferView, SourcesView, SourceView } from "./types";

/** The ten most wanted GPUs with their cheapest price and its last 30 days. Public. */
export async function homeView(now: Date): Promise<HomeView> {
  const [offers, references, moves] = await Promise.all([
    liveOffers(now),
    bestReferences("on-demand"),
    priceMoves("on-demand", now, { since: lineStart(now) }),
  ]);
  return buildHomeView({ now, offers, references, moves });
}

/** Every GPU with any price against every provider. Public. */
export async function gpuMatrix(now: Date): Promise<GpuMatrix> {
  const [offers, references, spotReferences, live] = await Promise.all([
    liveOffers(now),
    bestReferences("on-demand"),
    bestReferences("spot"),
    liveSources(now),
  ]);
  return buildMatrix({ now, offers, references, spotReferences, sources: live });
}

/**
 * Everything about one GPU and the models that say the same and more: live offers, cheapest
 * first, dated reference offers and price history. `null` for a model nobody knows. Public.
 */
export async function gpuPage(modelId: string, now: Date): Promise<GpuPage | null> {
  const gpu = findGpu(modelId);
  if (!gpu) return null;
  const ids = variantsOf(modelId).map((model) => model.id);
  const [offers, references, referenceRows, live, lows, moves, spotMoves] = await Promise.all([
    liveOffers(now, ids),
    bestReferences("on-demand", ids),
    referenceOffers(ids),
    liveSources(now),
    weeklyLows(ids),
    priceMoves("on-demand", now, { modelIds: ids }),
    priceMoves("spot", now, { modelIds: ids }),
  ]);
  return {
    generatedAt: now.toISOString(),
    modelId,
    name: gpu.name,
    variants: variantsOf(modelId).map(({ id, name }) => ({ modelId: id, name })),
    cheapest: bestPrice(offers, references),
    spot: bestLivePrice(offers, "spot"),
    offers: [...offers].sort(compareOffers).map(toOfferView),
    referenceOffers: referenceRows.map(toReferenceView),
    providers: buildProviders({ offers, references, sources: live }).filter(
      (one) => one.referenceOfferCount > 0 || offers.some((offer) => offer.providerId === one.id),
    ),
    history: buildHistory(lows, { onDemand: moves, spot: spotMoves }),
  };
}

/** Where every number comes from: live sources with their state, and reference sources. Public. */
export async function sourceStates(now: Date): Promise<SourcesView> {
  return {
    freshnessHours,
    live: await liveSources(now),
    reference: sources.map((source) => ({
      name: source.name,
      url: source.url,
      licence: source.licence,
      usedFor: source.usedFor,
      attribution: source.attribution ?? null,
      firstOn: source.firstOn,
      lastOn: source.lastOn,
    })),
  };
}

/**
 * One live offer, vanished ones included, to re-check a price before a launch; `null` for an id
 * nobody knows and for a price that is held. Inside a transaction, give it as `tx`.
 */
export async function findOffer(id: string, now: Date, tx?: Tx): Promise<OfferView | null> {
  const row = await (tx ?? db()).offer.findUnique({ where: { id } });
  return row && row.heldReason === null ? toOfferView(toLiveOffer(row, now)) : null;
}

async function liveOffers(now: Date, modelIds?: readonly string[]): Promise<LiveOffer[]> {
  const rows = await db().offer.findMany({
    where: {
      vanishedAt: null,
      heldReason: null,
      observedAt: { gte: shownSince(now) },
      gpuModel: modelIds ? { in: [...modelIds] } : { not: null },
    },
  });
  return rows.map((row) => toLiveOffer(row, now));
}

function bestReferences(
  pricingModel: "on-demand" | "spot",
  modelIds?: readonly string[],
): Promise<ReferenceBest[]> {
  const ofModels = modelIds ? sql`AND gpu_model IN (${joinSql([...modelIds])})` : sql``;
  return db().$queryRaw<ReferenceBest[]>`
    SELECT DISTINCT ON (gpu_model, provider_id)
      provider_id AS "providerId", provider_name AS "providerName", gpu_model AS "gpuModel",
      price_per_gpu_hour_micros AS "pricePerGpuHourMicros", region, observed_on AS "observedOn"
    FROM reference_offer
    WHERE gpu_model IS NOT NULL AND NOT is_partition AND pricing_model = ${pricingModel}
      ${ofModels}
    ORDER BY gpu_model, provider_id, price_per_gpu_hour_micros, id`;
}

/** Of the same shape in many regions only the cheapest one. */
function referenceOffers(modelIds: readonly string[]): Promise<ReferenceOffer[]> {
  return db().referenceOffer.findMany({
    where: { gpuModel: { in: [...modelIds] } },
    distinct: ["providerId", "gpuModel", "pricingModel", "gpuCount", "isPartition", "gpuMemoryGb"],
    orderBy: [{ pricePerGpuHourMicros: "asc" }, { id: "asc" }],
  });
}

async function liveSources(now: Date): Promise<SourceView[]> {
  const [rows, doubts] = await Promise.all([db().priceSource.findMany(), sourceDoubts()]);
  return providerMetas.flatMap((meta) => {
    if (!meta.prices) return [];
    const row = rows.find((one) => one.providerId === meta.id) ?? null;
    const own = doubts.find((one) => one.providerId === meta.id);
    return [toSourceView(meta, meta.prices, { row, doubts: own, now })];
  });
}

/** An unknown name is one of which a listed offer waits for somebody to decide. */
function sourceDoubts(): Promise<SourceDoubts[]> {
  return db().$queryRaw<SourceDoubts[]>`
    SELECT provider_id AS "providerId",
      count(*) FILTER (WHERE held_reason IS NOT NULL)::int AS "heldCount",
      count(DISTINCT (gpu_spelling, gpu_memory_gb)) FILTER (
        WHERE gpu_model IS NULL AND NOT EXISTS (
          SELECT 1 FROM spelling_rule decided WHERE decided.spelling = gpu_spelling
            AND decided.memory_gb = coalesce(gpu_memory_gb, 0)))::int AS "unknownCount"
    FROM offer
    WHERE vanished_at IS NULL AND (held_reason IS NOT NULL OR gpu_model IS NULL)
    GROUP BY provider_id`;
}

function weeklyLows(modelIds: readonly string[]): Promise<WeeklyLow[]> {
  return db().$queryRaw<WeeklyLow[]>`
    SELECT low.provider_id AS "providerId", low.week_of AS "weekOf",
      coalesce(names.provider_name, low.provider_id) AS "providerName",
      low.on_demand_micros AS "onDemandMicros", low.spot_micros AS "spotMicros"
    FROM reference_low low
    LEFT JOIN (SELECT DISTINCT provider_id, provider_name FROM reference_offer) names
      USING (provider_id)
    WHERE low.gpu_model IN (${joinSql([...modelIds])})
    ORDER BY low.week_of`;
}
