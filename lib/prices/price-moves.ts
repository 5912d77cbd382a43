import { db, joinSql, sql } from "@/lib/db";
import { HIDDEN_AFTER_MS, shownSince } from "./freshness";
import type { PriceMove } from "./price-line";

const HIDDEN_AFTER_S = HIDDEN_AFTER_MS / 1_000;

export interface MoveFilter {
  readonly modelIds?: readonly string[];
  /** One part of the world; anywhere by default. */
  readonly area?: string | null;
  readonly since?: Date;
}

/**
 * The moves of providers' lowest prices in one pricing model: of the named models or of all, from
 * `since` on with the last one before it, or all. A provider not heard of for so long that its
 * prices are hidden has none to be had from that moment on, so that no line goes on with them.
 */
export function priceMoves(
  pricingModel: "on-demand" | "spot",
  now: Date,
  { modelIds, area, since = new Date(0) }: MoveFilter = {},
): Promise<PriceMove[]> {
  const ofModels = modelIds ? sql`AND gpu_model IN (${joinSql([...modelIds])})` : sql``;
  const points = area ? sql`area_price_point` : sql`price_point`;
  const ofArea = area ? sql`AND area = ${area}` : sql``;
  return db().$queryRaw<PriceMove[]>`
    WITH moved AS (
      SELECT provider_id, gpu_model, at, price_per_gpu_hour_micros, is_list_price FROM ${points}
      WHERE pricing_model = ${pricingModel} AND at >= ${since} ${ofModels} ${ofArea}
      UNION ALL
      (SELECT DISTINCT ON (gpu_model, provider_id)
        provider_id, gpu_model, at, price_per_gpu_hour_micros, is_list_price FROM ${points}
      WHERE pricing_model = ${pricingModel} AND at < ${since} ${ofModels} ${ofArea}
      ORDER BY gpu_model, provider_id, at DESC)
    ), silent AS (
      SELECT provider_id, last_success_at + make_interval(secs => ${HIDDEN_AFTER_S}) AS at
      FROM price_source WHERE last_success_at < ${shownSince(now)}
    )
    SELECT provider_id AS "providerId", gpu_model AS "gpuModel", at,
      price_per_gpu_hour_micros AS "pricePerGpuHourMicros", is_list_price AS "isListPrice"
    FROM moved
    UNION ALL
    SELECT DISTINCT provider_id, gpu_model, silent.at, NULL::bigint, false
    FROM moved JOIN silent USING (provider_id)
    ORDER BY at`;
}
