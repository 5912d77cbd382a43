import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";
import { appendAreaPoints } from "./append-area-points";
import type { JudgedOffer } from "./judge-offers";
import type { UnknownSpelling } from "./normalize";

const FORGET_AFTER_MS = 30 * 24 * 3_600_000;

export interface PriceUpdate {
  readonly providerId: string;
  readonly offers: readonly JudgedOffer[];
  readonly unknown: readonly UnknownSpelling[];
  readonly now: Date;
}

/**
 * Writes a whole price list: current offers in one statement, those not believed with the reason,
 * offers no longer listed marked as vanished (and forgotten after 30 days), a price point where a
 * lowest price moved, for the whole world and by area, and the spellings nobody knows. Answers how
 * many price points were appended.
 */
export async function saveOffers(tx: Tx, update: PriceUpdate): Promise<number> {
  await upsertOffers(tx, update);
  await markVanished(tx, update);
  await noteUnknown(tx, update);
  await noteChange(tx);
  return appendPricePoints(tx, update);
}

/** Tells whoever keeps prices in memory that they changed, as part of the change. */
export async function noteChange(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE price_version SET version = version + 1`;
}

async function upsertOffers(tx: Tx, { providerId, offers, now }: PriceUpdate): Promise<void> {
  const rows = offers.map((offer) => ({
    id: newId("off"),
    offer_key: offer.key,
    instance_type: offer.instanceType,
    gpu_spelling: offer.gpuSpelling,
    gpu_model: offer.gpuModel,
    gpu_count: offer.gpuCount,
    max_gpu_count: offer.maxGpuCount,
    is_partition: offer.isPartition,
    is_told_slice: offer.isToldSlice,
    gpu_memory_gb: offer.gpuMemoryGb,
    vcpu: offer.vcpu,
    ram_gb: offer.ramGb,
    disk_gb: offer.diskGb,
    region: offer.region,
    pricing_model: offer.pricingModel,
    tier: offer.tier,
    price: offer.pricePerHourMicros.toString(),
    price_per_gpu: offer.pricePerGpuHourMicros.toString(),
    native_price: offer.nativePrice,
    currency: offer.currency,
    rate_day: offer.rateDay,
    availability: offer.availability,
    area: offer.area,
    least_minutes: offer.leastMinutes ?? 0,
    shares_address: offer.sharesAddress ?? false,
    brokered_from: offer.brokeredFrom ?? null,
    held_reason: offer.heldReason,
    observed_at: (offer.observedAt ?? now).toISOString(),
  }));
  await tx.$executeRaw`
    INSERT INTO offer (
      id, provider_id, offer_key, instance_type, gpu_spelling, gpu_model, gpu_count, max_gpu_count,
      is_partition, is_told_slice, gpu_memory_gb, vcpu, ram_gb, disk_gb, region, pricing_model, tier,
      price_per_hour_micros, price_per_gpu_hour_micros, native_price, currency, rate_day,
      availability, area, least_minutes, shares_address, brokered_from, held_reason, believed_micros,
      believed_at, fetched_at, observed_at
    )
    SELECT
      id, ${providerId}, offer_key, instance_type, gpu_spelling, gpu_model, gpu_count,
      max_gpu_count, is_partition, is_told_slice, gpu_memory_gb, vcpu, ram_gb, disk_gb, region, pricing_model,
      tier, price, price_per_gpu, native_price, currency, rate_day, availability, area,
      least_minutes, shares_address, brokered_from, held_reason,
      CASE WHEN held_reason IS NULL AND gpu_model IS NOT NULL THEN price END,
      CASE WHEN held_reason IS NULL AND gpu_model IS NOT NULL THEN observed_at END, ${now}::timestamptz, observed_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (
      id text, offer_key text, instance_type text, gpu_spelling text, gpu_model text,
      gpu_count int, max_gpu_count int, is_partition boolean, is_told_slice boolean, gpu_memory_gb float8, vcpu float8,
      ram_gb float8, disk_gb float8, region text, pricing_model text, tier text, price bigint,
      price_per_gpu bigint, native_price text, currency text, rate_day date, availability text,
      area text, least_minutes int, shares_address boolean, brokered_from text, held_reason text,
      observed_at timestamptz
    )
    ON CONFLICT (provider_id, offer_key) DO UPDATE SET
      instance_type = excluded.instance_type, gpu_spelling = excluded.gpu_spelling,
      gpu_model = excluded.gpu_model, gpu_count = excluded.gpu_count,
      max_gpu_count = excluded.max_gpu_count, is_partition = excluded.is_partition,
      is_told_slice = excluded.is_told_slice,
      gpu_memory_gb = excluded.gpu_memory_gb, vcpu = excluded.vcpu, ram_gb = excluded.ram_gb,
      disk_gb = excluded.disk_gb, region = excluded.region,
      pricing_model = excluded.pricing_model, tier = excluded.tier,
      price_per_hour_micros = excluded.price_per_hour_micros,
      price_per_gpu_hour_micros = excluded.price_per_gpu_hour_micros,
      native_price = excluded.native_price, currency = excluded.currency,
      rate_day = excluded.rate_day, availability = excluded.availability, area = excluded.area,
      least_minutes = excluded.least_minutes, shares_address = excluded.shares_address,
      brokered_from = excluded.brokered_from, held_reason = excluded.held_reason,
      believed_micros = coalesce(excluded.believed_micros, offer.believed_micros),
      believed_at = coalesce(excluded.believed_at, offer.believed_at),
      fetched_at = excluded.fetched_at,
      observed_at = excluded.observed_at, vanished_at = NULL`;
}

async function markVanished(tx: Tx, { providerId, now }: PriceUpdate): Promise<void> {
  await tx.$executeRaw`
    UPDATE offer SET vanished_at = ${now}
    WHERE provider_id = ${providerId} AND vanished_at IS NULL
      AND fetched_at IS DISTINCT FROM ${now}`;
  const forgetBefore = new Date(now.getTime() - FORGET_AFTER_MS);
  await tx.$executeRaw`
    DELETE FROM offer WHERE provider_id = ${providerId} AND vanished_at < ${forgetBefore}`;
}

async function noteUnknown(tx: Tx, { providerId, unknown, now }: PriceUpdate): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO unknown_spelling (provider_id, spelling, memory_gb, first_seen_at, last_seen_at)
    SELECT ${providerId}, spelling, "memoryGb", ${now}, ${now}
    FROM json_to_recordset(${JSON.stringify(unknown)}::json) AS row (spelling text, "memoryGb" float8)
    ON CONFLICT (provider_id, spelling, memory_gb) DO UPDATE SET last_seen_at = ${now}`;
}

/**
 * Appends a price point for each model whose lowest price of the provider moved, or turned into a list
 * price or back, for the whole world and by area; answers how many for the world.
 * The rule of `cheapestOf`, in SQL: whole cards of a known model that can be had, else list prices.
 */
export async function appendPricePoints(
  tx: Tx,
  { providerId, now }: Pick<PriceUpdate, "providerId" | "now">,
): Promise<number> {
  await appendAreaPoints(tx, { providerId, now });
  return tx.$executeRaw`
    WITH low AS (
      SELECT gpu_model, pricing_model, coalesce(
        min(price_per_gpu_hour_micros) FILTER (WHERE availability <> 'unknown'),
        min(price_per_gpu_hour_micros)) AS price, bool_and(availability = 'unknown') AS is_list_price
      FROM offer
      WHERE provider_id = ${providerId} AND vanished_at IS NULL AND gpu_model IS NOT NULL
        AND NOT is_partition AND availability <> 'unavailable' AND held_reason IS NULL
      GROUP BY gpu_model, pricing_model
    ), last AS (
      SELECT DISTINCT ON (gpu_model, pricing_model)
        gpu_model, pricing_model, price_per_gpu_hour_micros AS price, is_list_price FROM price_point
      WHERE provider_id = ${providerId} ORDER BY gpu_model, pricing_model, at DESC
    )
    INSERT INTO price_point
      (provider_id, gpu_model, pricing_model, at, price_per_gpu_hour_micros, is_list_price)
    SELECT ${providerId}, gpu_model, pricing_model, ${now}::timestamptz, low.price,
      coalesce(low.is_list_price, false)
    FROM low FULL JOIN last USING (gpu_model, pricing_model)
    WHERE low.price IS DISTINCT FROM last.price OR low.is_list_price <> last.is_list_price
    ON CONFLICT (gpu_model, provider_id, pricing_model, at)
      DO UPDATE SET price_per_gpu_hour_micros = excluded.price_per_gpu_hour_micros,
        is_list_price = excluded.is_list_price`;
}
