import type { Tx } from "@/lib/db";

/** What stands for the area of an offer whose region does not tell it. */
export const UNKNOWN_AREA = "unknown";

/**
 * Appends a price point for every area in which the lowest price of a provider's model moved, or
 * turned into a list price or back: of whole cards of a known model that can be had, else of list
 * prices, as for the whole world.
 */
export async function appendAreaPoints(
  tx: Tx,
  { providerId, now }: { readonly providerId: string; readonly now: Date },
): Promise<void> {
  await tx.$executeRaw`
    WITH low AS (
      SELECT gpu_model, pricing_model, coalesce(area, ${UNKNOWN_AREA}) AS area,
        coalesce(min(price_per_gpu_hour_micros) FILTER (WHERE availability <> 'unknown'),
          min(price_per_gpu_hour_micros)) AS price, bool_and(availability = 'unknown') AS is_list_price
      FROM offer
      WHERE provider_id = ${providerId} AND vanished_at IS NULL AND gpu_model IS NOT NULL
        AND NOT is_partition AND availability <> 'unavailable' AND held_reason IS NULL
      GROUP BY 1, 2, 3
    ), last AS (
      SELECT DISTINCT ON (gpu_model, pricing_model, area)
        gpu_model, pricing_model, area, price_per_gpu_hour_micros AS price, is_list_price
      FROM area_price_point
      WHERE provider_id = ${providerId} ORDER BY gpu_model, pricing_model, area, at DESC
    )
    INSERT INTO area_price_point
      (provider_id, gpu_model, pricing_model, area, at, price_per_gpu_hour_micros, is_list_price)
    SELECT ${providerId}, gpu_model, pricing_model, area, ${now}::timestamptz, low.price,
      coalesce(low.is_list_price, false)
    FROM low FULL JOIN last USING (gpu_model, pricing_model, area)
    WHERE low.price IS DISTINCT FROM last.price OR low.is_list_price <> last.is_list_price
    ON CONFLICT (gpu_model, provider_id, pricing_model, area, at)
      DO UPDATE SET price_per_gpu_hour_micros = excluded.price_per_gpu_hour_micros,
        is_list_price = excluded.is_list_price`;
}
