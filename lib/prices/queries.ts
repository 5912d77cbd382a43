import { db, joinSql, sql, type Tx } from "@/lib/db";
import type { ReferenceOffer } from "@/lib/generated/prisma/client";
import { findGpu, variantsOf } from "@/lib/gpus/catalog";
import { providerMetas } from "@/lib/providers/meta";
import sources from "@/prisma/reference/sources.json";
import { bestLivePrice, bestPrice } from "./best-price";
import { cheapestOf, compareOffers } from "./best-value";
import { datedSources } from "./dated-sources";
import { freshnessHours, shownSince } from "./freshness";
import { buildMatrix, buildProviders } from "./gpu-matrix";
import { buildHomeView, lineStart } from "./home-view";
import { type LiveOffer, providerName, toLiveOffer, toOfferView } from "./live-offers";
import { recentChanges } from "./price-changes";
import { priceLine } from "./price-line";
import { priceMoves } from "./price-moves";
import { type ReferenceBest, toReferenceView } from "./reference-offers";
import { type SourceDoubts, toSourceView } from "./source-view";
import type {
  GpuMatrix,
  GpuPage,
  HomeView,
  LinePoint,
  OfferView,
  PriceView,
  SourcesView,
  SourceView,
} from "./types";

const MOST_CHANGES = 1_000;

/** The ten most wanted GPUs with their cheapest price and its last 30 days. Public. */
export async function homeView(now: Date): Promise<HomeView> {
  const [offers, references, moves, changes] = await Promise.all([
    liveOffers(now),
    bestReferences("on-demand"),
    priceMoves("on-demand", now, { since: lineStart(now) }),
    recentChanges(now, MOST_CHANGES),
  ]);
  return buildHomeView({ now, offers, references, moves, changes });
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
 * What is sold of one GPU and the models that say the same and more: live offers, cheapest first,
 * and dated reference offers. `null` for a model nobody knows. Public.
 */
export async function gpuPage(modelId: string, now: Date): Promise<GpuPage | null> {
  const gpu = findGpu(modelId);
  if (!gpu) return null;
  const ids = variantsOf(modelId).map((model) => model.id);
  const [offers, references, referenceRows, live] = await Promise.all([
    liveOffers(now, ids),
    bestReferences("on-demand", ids),
    referenceOffers(ids),
    liveSources(now),
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

/** The names of the clouds behind those of some offers that a broker sells, by the offer's id. */
export async function brokeredNames(
  offers: readonly { readonly offerId: string }[],
  tx: Tx,
): Promise<Map<string, string>> {
  const rows = await tx.offer.findMany({
    where: { id: { in: offers.map(({ offerId }) => offerId) }, brokeredFrom: { not: null } },
    select: { id: true, brokeredFrom: true },
  });
  return new Map(rows.map(({ id, brokeredFrom }) => [id, providerName(brokeredFrom ?? "")]));
}

/** Every live offer of whole cards of some models, as the database has them now. */
export async function offersOfModels(ids: readonly string[], now: Date): Promise<OfferView[]> {
  const offers = await liveOffers(now, ids);
  return offers.filter(({ isPartition }) => !isPartition).map(toOfferView);
}

/** The price to put beside a model's name, or null. Public. */
export async function cheapestOfModel(modelId: string, now: Date): Promise<PriceView | null> {
  const ids = variantsOf(modelId).map((model) => model.id);
  const [offers, references] = await Promise.all([
    liveOffers(now, ids),
    bestReferences("on-demand", ids),
  ]);
  return bestPrice(offers, references);
}

/** Where a model is cheapest now. */
export interface CheapestNow {
  readonly providerId: string;
  readonly region: string | null;
  readonly pricePerGpuHourMicros: bigint;
}

/** What somebody watches: a model with the variants it stands for, how it is sold, and where. */
export interface Watched {
  readonly modelId: string;
  readonly pricingModel: "on-demand" | "spot";
  /** Null: anywhere. */
  readonly area: string | null;
}

/** The cheapest whole card of what is watched that can be had now; null while there is none. */
export async function cheapestNow(watched: Watched, now: Date): Promise<CheapestNow | null> {
  const { modelId, pricingModel, area } = watched;
  const ids = variantsOf(modelId).map((model) => model.id);
  const offers = (await liveOffers(now, ids)).filter(
    (offer) => area === null || offer.area === area,
  );
  return cheapestOf(offers, pricingModel) ?? null;
}

/** The lowest price of what is watched since `from`, as steps. */
export async function priceLineOf(
  { modelId, pricingModel, area, from }: Watched & { readonly from: Date },
  now: Date,
): Promise<LinePoint[]> {
  const modelIds = variantsOf(modelId).map((model) => model.id);
  return priceLine(await priceMoves(pricingModel, now, { modelIds, area, since: from }), from);
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
    WHERE gpu_model IS NOT NULL AND NOT is_partition AND is_shown
      AND pricing_model = ${pricingModel}
      ${ofModels}
    ORDER BY gpu_model, provider_id, price_per_gpu_hour_micros, id`;
}

/** Of the same shape in many regions only the cheapest one. */
function referenceOffers(modelIds: readonly string[]): Promise<ReferenceOffer[]> {
  return db().referenceOffer.findMany({
    where: { gpuModel: { in: [...modelIds] }, isShown: true },
    distinct: ["providerId", "gpuModel", "pricingModel", "gpuCount", "isPartition", "gpuMemoryGb"],
    orderBy: [{ pricePerGpuHourMicros: "asc" }, { id: "asc" }],
  });
}

async function liveSources(now: Date): Promise<SourceView[]> {
  const [rows, doubts] = await Promise.all([db().priceSource.findMany(), sourceDoubts()]);
  const tables = new Map(datedSources().map(({ meta, table }) => [meta.id, table]));
  return providerMetas.flatMap((meta) => {
    if (!meta.prices) return [];
    const row = rows.find((one) => one.providerId === meta.id) ?? null;
    const table = tables.get(meta.id) ?? null;
    const own = doubts.find((one) => one.providerId === meta.id);
    return [toSourceView(meta, meta.prices, { row, table, doubts: own, now })];
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
