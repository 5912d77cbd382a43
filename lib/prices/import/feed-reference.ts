import type { Client } from "pg";
import names from "@/prisma/reference/providers.json";
import { lockReferenceSql, showNewestSql } from "../show-newest";
import { flawSql, spotFlawSql } from "./flaws";

/** Offers last seen longer before the newest observation of all are long gone. */
const SHOWN_FOR = "18 months";

/**
 * Makes the dated prices that pages show anew for the providers of the file: the newest observation
 * of every offer and region, and the lowest price of every week. Both only of believed rows. What
 * the seed tells of these providers stays.
 */
export async function feedReference(client: Client, providers: readonly string[]): Promise<void> {
  await client.query("SET LOCAL timezone = 'UTC'");
  await client.query(
    `CREATE TEMPORARY TABLE provider_name ON COMMIT DROP AS
     SELECT provider_id, coalesce($2::json ->> provider_id, provider_id) AS name
     FROM unnest($1::text[]) AS provider_id`,
    [providers, JSON.stringify(names)],
  );
  await client.query(lockReferenceSql);
  await feedOffers(client);
  await client.query(showNewestSql);
  await feedLows(client);
  await noteUnknown(client);
  await client.query("UPDATE price_version SET version = version + 1");
}

async function feedOffers(client: Client): Promise<void> {
  await client.query(
    `DELETE FROM reference_offer USING provider_name
     WHERE reference_offer.provider_id = provider_name.provider_id AND origin = 'import'`,
  );
  await client.query(`
    INSERT INTO reference_offer (
      id, provider_id, provider_name, instance_type, gpu_model, gpu_spelling, gpu_count,
      is_partition, is_told_slice, gpu_memory_gb, vcpu, ram_gb, disk_gb, region, pricing_model,
      price_per_hour_micros, price_per_gpu_hour_micros, observed_on, source, origin
    )
    SELECT
      (SELECT coalesce(max(id), 0) FROM reference_offer)
        + row_number() OVER (ORDER BY provider_id, micros, offer_name, region),
      provider_id, name, offer_name, gpu_model, gpu_spelling,
      greatest(1, round(coalesce(gpu_count, 1)))::int, is_partition OR gpu_count IS NULL,
      gpu_count IS NULL OR gpu_count <> floor(gpu_count),
      gpu_memory_gb, vcpu, ram_gb, disk_gb, region, pricing_model,
      micros, coalesce(gpu_micros, micros), observed_at::date, source, 'import'
    FROM (
      SELECT DISTINCT ON (
        provider_id, offer_name, gpu_spelling, gpu_memory_gb, gpu_count, region, tier, pricing_model
      ) *
      FROM (
        ${newestOfSeries("on-demand", "on_demand")} UNION ALL ${newestOfSeries("spot", "spot")}
      ) told JOIN provider_name USING (provider_id)
      WHERE NOT ${flawSql} AND NOT (pricing_model = 'spot' AND ${spotFlawSql})
      ORDER BY provider_id, offer_name, gpu_spelling, gpu_memory_gb, gpu_count, region, tier,
        pricing_model, observed_at DESC, micros
    ) newest`);
}

/** Several sources may tell of one offer; of each the newest price comes first, cheaply sorted. */
function newestOfSeries(pricingModel: string, column: string): string {
  return `(
    SELECT DISTINCT ON (series) *, '${pricingModel}' AS pricing_model, ${column}_micros AS micros,
      ${column}_gpu_micros AS gpu_micros
    FROM price_observation
    WHERE held_reason IS NULL AND ${column}_micros > 0
      AND provider_id IN (SELECT provider_id FROM provider_name)
      AND observed_at > (SELECT max(observed_at) FROM price_observation) - interval '${SHOWN_FOR}'
    ORDER BY series, observed_at DESC, ${column}_micros
  )`;
}

/** A price that stands until the next one, or until its source ends, counts in every week between. */
async function feedLows(client: Client): Promise<void> {
  const told = `
    SELECT gpu_model, provider_id, source, series, observed_at, is_standing,
      nullif(on_demand_gpu_micros, 0) AS on_demand_micros,
      CASE WHEN NOT ${spotFlawSql} THEN nullif(spot_gpu_micros, 0) END AS spot_micros
    FROM price_observation
    WHERE provider_id IN (SELECT provider_id FROM provider_name)
      AND held_reason IS NULL AND gpu_model IS NOT NULL AND NOT is_partition
      AND gpu_count IS NOT NULL AND NOT ${flawSql}`;
  await client.query(`
    INSERT INTO reference_low (
      gpu_model, provider_id, week_of, on_demand_micros, spot_micros, source, origin
    )
    SELECT gpu_model, provider_id, week::date, min(on_demand_micros), min(spot_micros),
      min(source), 'import'
    FROM (
      SELECT *, date_trunc('week', observed_at) AS week FROM (${told}) seen WHERE NOT is_standing
      UNION ALL
      SELECT standing.*, week FROM (
        SELECT *, coalesce(
          lead(observed_at) OVER (PARTITION BY series ORDER BY observed_at) - interval '1 day',
          max(observed_at) OVER (PARTITION BY source)) AS until
        FROM (${told}) seen WHERE is_standing
      ) span, LATERAL (
        SELECT span.gpu_model, span.provider_id, span.source, span.series, span.observed_at,
          span.is_standing, span.on_demand_micros, span.spot_micros
      ) standing, LATERAL generate_series(
        date_trunc('week', span.observed_at),
        greatest(date_trunc('week', span.observed_at), date_trunc('week', until)),
        interval '7 days'
      ) week
    ) weekly
    GROUP BY gpu_model, provider_id, week
    HAVING min(on_demand_micros) > 0 OR min(spot_micros) > 0
    ON CONFLICT (gpu_model, provider_id, week_of) DO UPDATE SET origin = excluded.origin,
      on_demand_micros = least(reference_low.on_demand_micros, excluded.on_demand_micros),
      spot_micros = least(reference_low.spot_micros, excluded.spot_micros)`);
}

async function noteUnknown(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO unknown_spelling (provider_id, spelling, memory_gb, first_seen_at, last_seen_at)
    SELECT provider_id, gpu_spelling, coalesce(gpu_memory_gb, 0), min(observed_at), max(observed_at)
    FROM price_observation seen JOIN provider_name USING (provider_id)
    WHERE gpu_model IS NULL AND NOT EXISTS (
      SELECT 1 FROM spelling_rule WHERE spelling_rule.spelling = seen.gpu_spelling
        AND spelling_rule.memory_gb = coalesce(seen.gpu_memory_gb, 0))
    GROUP BY provider_id, gpu_spelling, coalesce(gpu_memory_gb, 0)
    ON CONFLICT (provider_id, spelling, memory_gb) DO UPDATE SET
      first_seen_at = least(unknown_spelling.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(unknown_spelling.last_seen_at, excluded.last_seen_at)`);
}
