import type { Client } from "pg";
import type { Rates } from "@/lib/rates/types";
import { readMarkets } from "../market";
import { resolveGpu, type SpellingRules, spellingKey } from "../spelling-rules";
import { compareAliases, compareGpus } from "./compare-models";
import { copyRows } from "./copy-rows";
import { feedReference } from "./feed-reference";
import { type FileRow, identify } from "./identify";
import { type Judging, judgeRows } from "./judge-rows";
import { newRows, recallPast, storedMiddles } from "./known-rows";
import { type ReadGpu, readHistory, readOffer } from "./observation";
import { type OnProgress, openTable, type Table } from "./read-table";
import { gatherRemarks, type ImportReport, type OnRemark } from "./report";
import type { TableKind } from "./tables";

export interface ImportOptions {
  readonly path: string;
  readonly now: Date;
  readonly onProgress: OnProgress;
  /** Told every row that is quarantined or rejected. */
  readonly onRemark: OnRemark;
}

export interface ImportResult extends ImportReport {
  readonly kind: TableKind;
}

/** The day's rate at which the collected tables turned euros into dollars, by their own word. */
const tableRates: Rates = { day: "2026-08-21", perEuro: { USD: "1.16990" } };
/** Enough to hold most lists whole, few enough to keep memory small. */
const BATCH_ROWS = 5_000;
/** So many spellings are remembered; the collected tables have 277. */
const MOST_READINGS = 20_000;

/**
 * Imports a table of prices, of models or of spellings in one transaction: all of it or, for a
 * broken file (`BrokenFile`) or an end half-way, nothing. The same file again changes nothing.
 * `client` is the owner's: the product itself may only read what is written here.
 */
export async function importFile(client: Client, options: ImportOptions): Promise<ImportResult> {
  const table = await openTable(options.path, options.onProgress);
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('prices:import'))");
    const report = await importTable(client, table, options);
    await client.query("COMMIT");
    return { kind: table.kind, ...report };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

function importTable(client: Client, table: Table, options: ImportOptions): Promise<ImportReport> {
  switch (table.kind) {
    case "aliases":
      return compareAliases(client, table, options);
    case "gpus":
      return compareGpus(table, options);
    default:
      return importPrices(client, table, options);
  }
}

async function importPrices(
  client: Client,
  table: Table,
  { onRemark }: ImportOptions,
): Promise<ImportReport> {
  const remarks = gatherRemarks(onRemark);
  const readGpu = readOnce(await readRules(client));
  const middles = await storedMiddles(client);
  const judging: Judging = {
    memories: new Map(),
    market: middles.length > 0 ? readMarkets(middles) : null,
    rates: tableRates,
  };
  const providers = new Set<string>();
  const counts = { accepted: 0, known: 0 };
  // The next rows are read while the server takes the last ones.
  let writing = Promise.resolve();
  for await (const batch of batches(table, readGpu, remarks.note)) {
    await writing;
    const rows = await newRows(client, batch);
    await recallPast(client, rows, judging.memories);
    const judged = judgeRows(rows, judging);
    writing = copyRows(client, judged);
    writing.catch(() => {});
    counts.known += batch.length - rows.length;
    for (const { line, heldReason, observation } of judged) {
      providers.add(observation.providerId);
      if (heldReason === null) counts.accepted += 1;
      else remarks.note({ line, outcome: "quarantined", reason: heldReason });
    }
  }
  await writing;
  if (providers.size > 0) await feedReference(client, [...providers]);
  return remarks.report(counts);
}

async function* batches(
  { kind, chunks }: Table,
  readGpu: ReadGpu,
  note: OnRemark,
): AsyncGenerator<FileRow[]> {
  const read = kind === "history" ? readHistory : readOffer;
  let batch: FileRow[] = [];
  for await (const rows of chunks) {
    for (const { line, cells } of rows) {
      const observation = cells === null ? "columns" : read(cells, readGpu);
      if (typeof observation !== "string") batch.push(identify(line, observation));
      else note({ line, outcome: "rejected", reason: observation });
    }
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function readRules(client: Client): Promise<SpellingRules> {
  const { rows } = await client.query<{ spelling: string; memory: number; model: string | null }>(
    "SELECT spelling, memory_gb AS memory, gpu_model AS model FROM spelling_rule",
  );
  return new Map(rows.map((row) => [spellingKey(row.spelling, row.memory), row.model]));
}

/** The same few hundred spellings come again and again. */
function readOnce(rules: SpellingRules): ReadGpu {
  const readings = new Map<string, ReturnType<typeof resolveGpu>>();
  return (spelling, memoryGb) => {
    const key = spellingKey(spelling, memoryGb ?? 0);
    const known = readings.get(key);
    if (known) return known;
    if (readings.size >= MOST_READINGS) readings.clear();
    const reading = resolveGpu({ spelling, memoryGb }, rules);
    readings.set(key, reading);
    return reading;
  };
}
