import { createWriteStream, existsSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { importFile } from "@/lib/prices/import/import-file";
import { inRoot } from "../launch/root";

const collected = path.join(process.env.SHARED_DIR ?? inRoot("../shared"), "prices");
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const { rows: settings } = await client.query("SHOW data_directory");
const folder: string = settings[0].data_directory;

const real = path.join(collected, "offers_dated.csv.gz");
const file = existsSync(real)
  ? real
  : await syntheticFile(path.join(process.env.DATA_DIR ?? ".", "offers.csv.gz"));
let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 10);
const importMs = await milliseconds(() =>
  importFile(client, { path: file, now: new Date(), onProgress: () => {}, onRemark: () => {} }),
);
clearInterval(watch);
await client.query(`COPY price_observation TO '${folder}/observations'`);
await client.query("CREATE TABLE observation_copy (LIKE price_observation INCLUDING ALL)");
const copyMs = await milliseconds(() =>
  client.query(`COPY observation_copy FROM '${folder}/observations'`),
);
const { rows } = await client.query("SELECT count(*)::int AS count FROM observation_copy");
console.log(JSON.stringify({ rows: rows[0].count, importMs, copyMs, peakMb: peakBytes / 1e6 }));
process.exit(0);

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** As many rows as were collected, of the same shape: machines in many regions, seen day by day. */
async function syntheticFile(target: string): Promise<string> {
  await pipeline(Readable.from(syntheticLines()), createGzip(), createWriteStream(target));
  return target;
}

function* syntheticLines(): Generator<string> {
  yield "provider,provider_spelling,offer_name,gpu_model,gpu_count,gpu_memory_gib,vcpu,ram_gib,disk_gib,region,price_on_demand_usd_hr,price_spot_usd_hr,published_per,published_currency,tier,observed_at,source_repo,source_commit\n";
  const models = ["NVIDIA H100 80GB", "NVIDIA A100 80GB", "NVIDIA L4", "NVIDIA T4", "NVIDIA L40S"];
  for (let row = 0; row < 99_807; row += 1) {
    const [offer, day] = [row % 1_000, Math.floor(row / 1_000)];
    const count = 2 ** (offer % 4);
    const model = models[offer % models.length];
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    const price = ((2 + (offer % 7) / 10 + day / 1_000) * count).toFixed(4);
    yield `provider-${offer % 40},Provider,machine-${offer % 50},${model},${count},,${count * 12},${count * 120},,region-${offer % 25},${price},,instance,USD,,${date},bench/rows,0\n`;
  }
}
