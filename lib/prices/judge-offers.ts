import type { Tx } from "@/lib/db";
import type { Micros } from "@/lib/money";
import type { Rates } from "@/lib/rates/types";
import { type ProviderMiddle, readMarkets } from "./market";
import type { NormalizedOffer } from "./normalize";
import { type ListRow, readPriceList } from "./price-list";
import { type HeldReason, judge } from "./quarantine";

/** An offer with the reason why its price is not believed, or null. */
export interface JudgedOffer extends NormalizedOffer, Judged {}

interface Judged {
  readonly heldReason: HeldReason | null;
}

/** What of an offer is looked at. */
export type OfferToJudge = Pick<
  NormalizedOffer,
  | "key"
  | "instanceType"
  | "gpuModel"
  | "gpuSpelling"
  | "gpuCount"
  | "gpuMemoryGb"
  | "isPartition"
  | "region"
  | "tier"
  | "pricingModel"
  | "pricePerHourMicros"
> & { readonly currency: string };

interface PriceListToJudge<Offer> {
  readonly providerId: string;
  readonly offers: readonly Offer[];
  readonly rates: Rates;
}

/**
 * Judges every price of a list: by the row's own last believed price, by the rest of the list, by
 * the market. A price that somebody released is believed for as long as it does not move.
 */
export async function judgeOffers<Offer extends OfferToJudge>(
  tx: Tx,
  list: PriceListToJudge<Offer>,
): Promise<(Offer & Judged)[]> {
  return judgeList(tx, list, await readKnown(tx, list.providerId));
}

/** The same as if no price of the list had been believed before; what was released stays so. */
export async function judgeAnew<Offer extends OfferToJudge>(
  tx: Tx,
  list: PriceListToJudge<Offer>,
): Promise<(Offer & Judged)[]> {
  const known = await readKnown(tx, list.providerId);
  const forgotten = [...known.values()].map((one) => ({ ...one, believedMicros: null }));
  return judgeList(tx, list, new Map(forgotten.map((one) => [one.key, one])));
}

async function judgeList<Offer extends OfferToJudge>(
  tx: Tx,
  { offers, rates }: PriceListToJudge<Offer>,
  known: ReadonlyMap<string, Known>,
): Promise<(Offer & Judged)[]> {
  const isNew = offers.some(
    ({ key, gpuModel }) => gpuModel !== null && known.get(key)?.believedMicros == null,
  );
  const market = isNew ? readMarkets(await providerMiddles(tx)) : () => null;
  const rows = new Map(offers.map((offer) => [offer, toListRow(offer)]));
  const readRow = readPriceList([...rows.values()]);
  return offers.map((offer) => {
    const past = known.get(offer.key);
    if (past?.releasedMicros === offer.pricePerHourMicros) return { ...offer, heldReason: null };
    const evidence = {
      past: past?.believedMicros ?? null,
      isSameCurrency: past?.currency === offer.currency,
      ...readRow(rows.get(offer) ?? toListRow(offer)),
      market: market(offer.gpuModel, offer.pricingModel),
    };
    const isWhole = offer.gpuModel !== null && !offer.isPartition;
    const price = { perHourMicros: offer.pricePerHourMicros, gpuCount: offer.gpuCount, isWhole };
    return { ...offer, heldReason: judge(price, evidence, rates)?.reason ?? null };
  });
}

function toListRow(offer: OfferToJudge): ListRow {
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
  readonly currency: string;
}

/**
 * Rows written before prices were judged were believed; while nobody knew the GPU, no price was held
 * against the market, so none of then is believed.
 */
async function readKnown(tx: Tx, providerId: string): Promise<Map<string, Known>> {
  const rows = await tx.$queryRaw<Known[]>`
    SELECT offer_key AS key, released_micros AS "releasedMicros", currency,
      CASE WHEN gpu_model IS NOT NULL THEN coalesce(believed_micros,
        CASE WHEN held_reason IS NULL THEN price_per_hour_micros END) END AS "believedMicros"
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
