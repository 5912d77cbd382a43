import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { HeldReason } from "../quarantine";
import type { FileRow } from "./identify";

/** A row that is not stored yet, with the reason why its price is not believed, or null. */
export interface JudgedRow extends FileRow {
  readonly heldReason: HeldReason | null;
}

const columns = [
  "id",
  "series",
  "provider_id",
  "offer_name",
  "gpu_spelling",
  "gpu_model",
  "is_partition",
  "gpu_count",
  "gpu_memory_gb",
  "vcpu",
  "ram_gb",
  "disk_gb",
  "region",
  "tier",
  "on_demand_micros",
  "spot_micros",
  "on_demand_gpu_micros",
  "spot_gpu_micros",
  "is_standing",
  "observed_at",
  "source",
  "held_reason",
] as const;

const CHUNK_LENGTH = 65_536;

/** Adds rows to `price_observation` as fast as the server takes them. */
export async function copyRows(client: Client, rows: readonly JudgedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const copy = client.query(copyFrom(`COPY price_observation (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows), { objectMode: false }), copy);
}

function* chunks(rows: readonly JudgedRow[]): Generator<Buffer> {
  let text = "";
  for (const row of rows) {
    text += copyLine(row);
    if (text.length < CHUNK_LENGTH) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

/** Most texts have none of them, and looking is cheaper than replacing. */
const special = /[\\\t\n\r]/;

type Value = string | number | bigint | boolean | null;

/** The values in the order of `columns`. */
function copyLine({ id, series, observation: o, heldReason }: JudgedRow): string {
  const named: readonly Value[] = [
    id,
    series,
    o.providerId,
    o.offerName,
    o.gpuSpelling,
    o.gpuModel,
  ];
  const gpus: readonly Value[] = [o.isPartition, o.gpuCount, o.gpuMemoryGb];
  const rest: readonly Value[] = [o.vcpu, o.ramGb, o.diskGb, o.region, o.tier];
  const prices = [o.onDemandMicros, o.spotMicros, o.onDemandGpuMicros, o.spotGpuMicros];
  const seen: readonly Value[] = [o.isStanding, o.observedAt, o.source, heldReason];
  return `${[...named, ...gpus, ...rest, ...prices, ...seen].map(copyValue).join("\t")}\n`;
}

function copyValue(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return `${value}`;
  return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string): string {
  return { "\\": "\\\\", "\t": "\\t", "\n": "\\n" }[character] ?? "\\r";
}
