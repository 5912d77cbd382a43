import { isOperator, type Scope } from "@/lib/auth/scope";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Offer, SpellingRule } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { pricingModels } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";
import { providerName } from "../live-offers";
import { heldReasons } from "../quarantine";
import type { DecidedSpellingView, HeldPriceView, PriceReview, UnknownSpellingView } from "./types";

const MOST_LISTED = 200;

/**
 * Held prices, spellings nobody knows and those somebody decided. For operators; to anybody else
 * there is no such thing: throws `not-found`.
 */
export async function priceReview(scope: Scope | null): Promise<PriceReview> {
  if (!scope || !isOperator(scope)) throw new AppError("not-found");
  const isHeld = { heldReason: { not: null }, vanishedAt: null };
  const [held, heldCount, unknown, decided] = await Promise.all([
    db().offer.findMany({
      where: isHeld,
      orderBy: [{ observedAt: "desc" }, { id: "asc" }],
      take: MOST_LISTED,
    }),
    db().offer.count({ where: isHeld }),
    unknownSpellings(),
    db().spellingRule.findMany({ orderBy: { decidedAt: "desc" }, take: MOST_LISTED }),
  ]);
  return { held: held.map(toHeldView), heldCount, unknown, decided: decided.map(toDecidedView) };
}

function toHeldView(offer: Offer): HeldPriceView {
  const { gpuModel, gpuSpelling, believedMicros } = offer;
  return {
    offerId: offer.id,
    providerName: providerName(offer.providerId),
    sourceUrl: findProviderMeta(offer.providerId)?.prices?.sourceUrl ?? null,
    instanceType: offer.instanceType,
    gpu: (gpuModel && findGpu(gpuModel)?.name) || gpuSpelling,
    gpuCount: offer.gpuCount,
    region: offer.region,
    pricingModel: pricingModels.find((one) => one === offer.pricingModel) ?? "reserved",
    reason: heldReasons.find((one) => one === offer.heldReason) ?? "absurd",
    nativePrice: offer.nativePrice,
    pricePerHour: microsToDecimal(offer.pricePerHourMicros),
    believedPerHour: believedMicros === null ? null : microsToDecimal(believedMicros),
    believedAt: offer.believedAt?.toISOString() ?? null,
    observedAt: offer.observedAt.toISOString(),
  };
}

function toDecidedView({ spelling, memoryGb, gpuModel, decidedAt }: SpellingRule) {
  const modelName = gpuModel === null ? null : (findGpu(gpuModel)?.name ?? gpuModel);
  const view: DecidedSpellingView = {
    spelling,
    memoryGb,
    modelName,
    decidedAt: decidedAt.toISOString(),
  };
  return view;
}

interface UnknownRow {
  readonly spelling: string;
  readonly memoryGb: number;
  readonly providerIds: string[];
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly waitingCount: number;
}

async function unknownSpellings(): Promise<UnknownSpellingView[]> {
  const rows = await db().$queryRaw<UnknownRow[]>`
    SELECT spelling, memory_gb AS "memoryGb",
      array_agg(DISTINCT provider_id) AS "providerIds",
      min(first_seen_at) AS "firstSeenAt", max(last_seen_at) AS "lastSeenAt", (
        SELECT count(*)::int FROM offer
        WHERE gpu_spelling = spelling AND coalesce(gpu_memory_gb, 0) = unknown.memory_gb
          AND gpu_model IS NULL AND vanished_at IS NULL) AS "waitingCount"
    FROM unknown_spelling unknown
    WHERE NOT EXISTS (
      SELECT 1 FROM spelling_rule decided
      WHERE decided.spelling = unknown.spelling AND decided.memory_gb = unknown.memory_gb)
    GROUP BY spelling, memory_gb
    ORDER BY "waitingCount" DESC, "lastSeenAt" DESC, spelling
    LIMIT ${MOST_LISTED}`;
  return rows.map(({ providerIds, firstSeenAt, lastSeenAt, ...row }) => ({
    ...row,
    providerNames: providerIds.map(providerName),
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}
