import type { Client } from "pg";
import { allGpus, findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";

/** The cheapest whole card of a family, on demand. */
export interface CheapestOfFamily {
  readonly family: string;
  readonly provider: string;
  /** Instance type, where the source names one. */
  readonly offer: string | null;
  readonly model: string;
  /** Decimal dollars. */
  readonly pricePerGpuHour: string;
  readonly region: string | null;
  /** The day it was seen, YYYY-MM-DD. */
  readonly date: string;
}

interface Row {
  readonly family: string;
  readonly provider: string;
  readonly offer: string | null;
  readonly modelId: string;
  readonly micros: string;
  readonly region: string | null;
  readonly date: string;
}

/**
 * The cheapest on-demand price of one whole card of every family, sorted by family, among all that
 * was seen on or after `since` (YYYY-MM-DD): live offers that can be had, imported observations and
 * dated reference rows. Slices, shares of a card and held prices are left out; the offers of a
 * sandbox are played and belong in no list of real prices (`withLive`). At the same price a cloud's
 * own offer wins over a broker's.
 */
export async function cheapestOfFamilies(
  client: Client,
  { since, withLive }: { readonly since: string; readonly withLive: boolean },
): Promise<CheapestOfFamily[]> {
  const families = allGpus().map(({ id, family }) => ({ id, family }));
  const { rows } = await client.query<Row>(
    `WITH seen AS (
       SELECT gpu_model, provider_id, instance_type AS offer, region,
         (observed_at AT TIME ZONE 'UTC')::date AS day, price_per_gpu_hour_micros AS micros,
         brokered_from IS NOT NULL AS is_brokered
       FROM offer
       WHERE $3 AND pricing_model = 'on-demand' AND NOT is_partition AND held_reason IS NULL
         AND vanished_at IS NULL AND availability IN ('available', 'limited')
       UNION ALL
       SELECT gpu_model, provider_id, offer_name, region,
         (observed_at AT TIME ZONE 'UTC')::date, on_demand_gpu_micros, false
       FROM price_observation
       WHERE NOT is_partition AND gpu_count IS NOT NULL AND held_reason IS NULL
       UNION ALL
       SELECT gpu_model, provider_id, instance_type, region, observed_on,
         price_per_gpu_hour_micros, false
       FROM reference_offer WHERE pricing_model = 'on-demand' AND NOT is_partition
     )
     SELECT DISTINCT ON (family COLLATE "C") family, provider_id AS provider, offer,
       gpu_model AS "modelId", micros, region, to_char(day, 'YYYY-MM-DD') AS date
     FROM seen JOIN json_to_recordset($2::json) AS model (id text, family text)
       ON model.id = seen.gpu_model
     WHERE day >= $1::date AND micros > 0
     ORDER BY family COLLATE "C", micros, is_brokered, day DESC, provider_id, offer, region`,
    [since, JSON.stringify(families), withLive],
  );
  return rows.map(({ modelId, micros, ...row }) => ({
    family: row.family,
    provider: row.provider,
    offer: row.offer,
    model: findGpu(modelId)?.name ?? modelId,
    pricePerGpuHour: microsToDecimal(BigInt(micros)),
    region: row.region,
    date: row.date,
  }));
}
