import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import type { DatedSource } from "./dated-sources";
import { mergeRows, type ReferenceRow, snapshotRows, tableRows } from "./reference-rows";
import { type ReferenceSnapshot, readReferenceSnapshot } from "./reference-snapshot";
import { lockReferenceSql, showNewestSql } from "./show-newest";

const MARK = "reference-prices";
const files = ["offers.json", "weekly-lows.json", "sources.json", "providers.json"];

export interface Reference {
  /** Where the snapshot's files are. */
  readonly dir: string;
  /** Tables of providers whose prices no API tells. */
  readonly tables: readonly DatedSource[];
  readonly now: Date;
}

/**
 * Loads the reference prices of `dir` and the dated tables unless these very ones are loaded
 * already; what was imported stays. `client` is the owner's: the product itself may only read these
 * tables. All or nothing.
 */
export async function loadReference(
  client: Client,
  { dir, tables, now }: Reference,
): Promise<{ readonly loaded: boolean; readonly offers: number; readonly lows: number }> {
  const dated = tables.flatMap(tableRows);
  const hash = hashOf(dir, dated);
  const mark = await client.query("SELECT 1 FROM seed_mark WHERE name = $1 AND hash = $2", [
    MARK,
    hash,
  ]);
  if (mark.rowCount) return { loaded: false, offers: 0, lows: 0 };
  const snapshot = readReferenceSnapshot(dir);
  await client.query("BEGIN");
  try {
    await client.query(lockReferenceSql);
    await client.query("DELETE FROM reference_offer WHERE origin = 'seed'");
    await client.query("DELETE FROM reference_low WHERE origin = 'seed'");
    const offers = await insertOffers(client, mergeRows(snapshotRows(snapshot), dated));
    await client.query(showNewestSql);
    const lows = await insertLows(client, snapshot);
    await client.query(
      `INSERT INTO seed_mark (name, hash, at) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, at = excluded.at`,
      [MARK, hash, now],
    );
    await client.query("COMMIT");
    return { loaded: true, offers, lows };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

function hashOf(dir: string, dated: readonly ReferenceRow[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(dir, file)));
  return hash.update(JSON.stringify(dated)).digest("hex");
}

async function insertOffers(client: Client, offers: readonly ReferenceRow[]): Promise<number> {
  const { rows: found } = await client.query<{ last: number }>(
    "SELECT coalesce(max(id), 0) AS last FROM reference_offer",
  );
  const next = (found[0]?.last ?? 0) + 1;
  const rows = offers.map((row, at) => ({
    ...row,
    id: next + at,
    is_told_slice: row.is_partition,
    origin: "seed",
    is_shown: true,
  }));
  const inserted = await client.query(
    `INSERT INTO reference_offer
     SELECT * FROM json_populate_recordset(NULL::reference_offer, $1::json)`,
    [JSON.stringify(rows)],
  );
  return inserted.rowCount ?? 0;
}

/** A week an import has a share in keeps it, and the lower price of both. */
async function insertLows(client: Client, { lows, sources }: ReferenceSnapshot): Promise<number> {
  const rows = lows.map((low) => ({
    gpu_model: low.modelId,
    provider_id: low.providerId,
    week_of: low.weekOf,
    on_demand_micros: low.onDemandMicros?.toString() ?? null,
    spot_micros: low.spotMicros?.toString() ?? null,
    source: sources[low.sourceIndex]?.name ?? "",
    origin: "seed",
  }));
  const inserted = await client.query(
    `INSERT INTO reference_low
     SELECT * FROM json_populate_recordset(NULL::reference_low, $1::json)
     ON CONFLICT (gpu_model, provider_id, week_of) DO UPDATE SET
       on_demand_micros = least(reference_low.on_demand_micros, excluded.on_demand_micros),
       spot_micros = least(reference_low.spot_micros, excluded.spot_micros)`,
    [JSON.stringify(rows)],
  );
  return inserted.rowCount ?? 0;
}
