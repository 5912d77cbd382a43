import type { Client } from "pg";
import type { Micros } from "@/lib/money";
import type { ProviderMiddle } from "../market";
import type { FileRow } from "./identify";
import { type Memories, memoryKey } from "./judge-rows";

/** The rows nobody stored yet, each once. */
export async function newRows(client: Client, rows: readonly FileRow[]): Promise<FileRow[]> {
  const { rows: stored } = await client.query<{ id: string }>(
    "SELECT id FROM price_observation WHERE id = ANY($1::uuid[])",
    [rows.map(({ id }) => id)],
  );
  const known = new Set(stored.map(({ id }) => id));
  return rows.filter(({ id }) => {
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
}

interface StoredPast {
  readonly series: string;
  readonly onDemand: string | null;
  readonly spot: string | null;
}

/** Adds what is stored of offers not met in the file before: their last believed price until then. */
export async function recallPast(
  client: Client,
  rows: readonly FileRow[],
  memories: Memories,
): Promise<void> {
  const met = (series: string) =>
    memories.has(memoryKey(series, "on-demand")) || memories.has(memoryKey(series, "spot"));
  const first = new Map<string, string>();
  for (const { series, observation } of rows) {
    if (!first.has(series) && !met(series)) first.set(series, observation.observedAt);
  }
  const { rows: stored } = await client.query<StoredPast>(
    `SELECT asked.series, past.on_demand_micros AS "onDemand", past.spot_micros AS spot
     FROM unnest($1::uuid[], $2::timestamptz[]) AS asked (series, at), LATERAL (
       SELECT on_demand_micros, spot_micros FROM price_observation known
       WHERE known.series = asked.series AND known.observed_at <= asked.at
         AND known.held_reason IS NULL
       ORDER BY known.observed_at DESC LIMIT 1
     ) past`,
    [[...first.keys()], [...first.values()]],
  );
  for (const { series, onDemand, spot } of stored) {
    if (onDemand !== null) memories.set(memoryKey(series, "on-demand"), believed(BigInt(onDemand)));
    if (spot !== null) memories.set(memoryKey(series, "spot"), believed(BigInt(spot)));
  }
}

function believed(micros: Micros) {
  return { believed: micros, doubted: null };
}

/** The middle price of every provider for one whole card in the dated prices pages show. */
export async function storedMiddles(client: Client): Promise<ProviderMiddle[]> {
  const { rows } = await client.query<ProviderMiddle>(`
    SELECT gpu_model AS "gpuModel", pricing_model AS "pricingModel", provider_id AS "providerId",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY price_per_gpu_hour_micros) AS micros
    FROM reference_offer WHERE NOT is_partition AND is_shown AND gpu_model IS NOT NULL
    GROUP BY gpu_model, pricing_model, provider_id`);
  return rows;
}
