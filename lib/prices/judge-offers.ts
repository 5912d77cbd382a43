import type { Tx } from "@/lib/db";
import type { Micros } from "@/lib/money";
import type { Rates } from "@/lib/rates/types";
import { type ProviderMiddle, readMarkets } from "./market";
import type { NormalizedOffer } from "./normalize";
import { type ListRow, readPriceList } from "./price-list";
import { type HeldReason, judge } from "./quarantine";

/** An offer with the reason why its price is not believed, or null. */
export interface JudgedOffer extends NormalizedOffer {
  readonly heldReason: HeldReason | null;
}

interface PriceListToJudge {
  readonly providerId: string;
  readonly offers: readonly NormalizedOffer[];
  readonly rates: Rates;
}

/**
 * Judges every price of a list: by the row's own last believed price, by the rest of the list, by
 * the market. A price that somebody released is believed for as long as it does not move.
 */
export async function judgeOffers(
  tx: Tx,
  { providerId, offers, rates }: PriceListToJudge,
): Promise<JudgedOffer[]> {
  const known = await readKnown(tx, providerId);
  const isNew = offers.some((offer) => known.get(offer.key)?.believedMicros == null);
  const market = isNew ? readMarkets(await providerMiddles(tx)) : () => null;
  const rows = new Map(offers.map((offer) => [offer, toListRow(offer)]));
  const readRow = readPriceList([...rows.values()]);
  return offers.map((offer) => {
    const past = known.get(offer.key);
    if (past?.releasedMicros === offer.pricePerHourMicros) return { ...offer, heldReason: null };
    const evidence = {
      past: past?.believedMicros ?? null,
      ...readRow(rows.get(offer) ?? toListRow(offer)),
      market: market(offer.gpuModel, offer.pricingModel),
    };
    const isWhole = offer.gpuModel !== null && !offer.isPartition;
    const price = { perHourMicros: offer.pricePerHourMicros, gpuCount: offer.gpuCount, isWhole };
    return { ...offer, heldReason: judge(price, evidence, rates)?.reason ?? null };
  });
}

function toListRow(offer: NormalizedOffer): ListRow {
  const { gpuModel, gpuSpelling, isPartition, gpuMemoryGb, pricingModel } = offer;
  const slice = isPartition ? gpuMemoryGb : "";
  return {
    offer: `${offer.instanceType}|${offer.tier}`,
    kind: [gpuModel ?? gpuSpelling, slice, pricingModel].join("|"),
    region: offer.region,
    gpuCount: offer.gpuCount,
    micros: Number(offer.pricePerHourMicros),
  };
}

interface Known {
  readonly key: string;
  readonly believedMicros: Micros | null;
  readonly releasedMicros: Micros | null;
}

/** Rows written before prices were judged were believed. */
async function readKnown(tx: Tx, providerId: string): Promise<Map<string, Known>> {
  const rows = await tx.$queryRaw<Known[]>`
    SELECT offer_key AS key, released_micros AS "releasedMicros", coalesce(believed_micros,
      CASE WHEN held_reason IS NULL THEN price_per_hour_micros END) AS "believedMicros"
    FROM offer WHERE provider_id = ${providerId}`;
  return new Map(rows.map((row) => [row.key, row]));
}

/** The middle price of every provider for one whole card: live where there is one, else dated. */
function providerMiddles(tx: Tx): Promise<ProviderMiddle[]> {
  return tx.$queryRaw<ProviderMiddle[]>`
    SELECT gpu_model AS "gpuModel", pricing_model AS "pricingModel", provider_id AS "providerId",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY micros) AS micros
    FROM (
      SELECT gpu_model, pricing_model, provider_id, price_per_gpu_hour_micros AS micros FROM offer
      WHERE vanished_at IS NULL AND held_reason IS NULL AND NOT is_partition
      UNION ALL
      SELECT gpu_model, pricing_model, provider_id, price_per_gpu_hour_micros FROM reference_offer
      WHERE NOT is_partition AND is_shown
    ) known
    WHERE gpu_model IS NOT NULL AND micros > 0
    GROUP BY gpu_model, pricing_model, provider_id`;
}
