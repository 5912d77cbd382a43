import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import type { DatedSource } from "./dated-sources";
import { mergeRows, type ReferenceRow, snapshotRows, tableRows } from "./reference-rows";
import { type ReferenceSnapshot, readReferenceSnapshot } from "./reference-snapshot";

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
 * already. `client` is the owner's: the product itself may only read these tables. All or nothing.
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
    await client.query("DELETE FROM reference_offer");
    await client.query("DELETE FROM reference_low");
    const offers = await insertOffers(client, mergeRows(snapshotRows(snapshot), dated));
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

function insertOffers(client: Client, offers: readonly ReferenceRow[]) {
  const rows = offers.map((offer, index) => ({ id: index + 1, ...offer }));
  return insertRows(client, "reference_offer", rows);
}

async function insertLows(client: Client, { lows, sources }: ReferenceSnapshot) {
  const rows = lows.map((low) => ({
    gpu_model: low.modelId,
    provider_id: low.providerId,
    week_of: low.weekOf,
    on_demand_micros: low.onDemandMicros?.toString() ?? null,
    spot_micros: low.spotMicros?.toString() ?? null,
    source: sources[low.sourceIndex]?.name ?? "",
  }));
  return insertRows(client, "reference_low", rows);
}

/** Rows of a table in one statement; columns left out of a row are null. */
async function insertRows(client: Client, table: string, rows: readonly object[]) {
  const inserted = await client.query(
    `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return inserted.rowCount ?? 0;
}
