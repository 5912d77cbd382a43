import type { Client } from "pg";
import { allGpus, findGpu, type GpuModel } from "@/lib/gpus/catalog";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import type { Table, TableRow } from "./read-table";
import { gatherRemarks, type ImportReport, type OnRemark } from "./report";
import type { Cells } from "./tables";

interface Compare {
  readonly now: Date;
  readonly onRemark: OnRemark;
}

/**
 * Compares a table of spellings with our reading: rows that agree are known, those that differ are
 * rejected with the difference, and a spelling we cannot read becomes a rule.
 */
export async function compareAliases(
  client: Client,
  table: Table,
  { now, onRemark }: Compare,
): Promise<ImportReport> {
  const remarks = gatherRemarks(onRemark);
  const counts = { accepted: 0, known: 0 };
  for await (const { line, cells } of rowsOf(table)) {
    const difference = cells === null ? "columns" : aliasDifference(cells);
    if (difference === null) counts.known += 1;
    else if (difference !== "new") remarks.note({ line, outcome: "rejected", reason: difference });
    else if (await addRule(client, cells ?? {}, now)) counts.accepted += 1;
    else counts.known += 1;
  }
  return remarks.report(counts);
}

/** What differs, `new` where we cannot read the spelling, or null. */
function aliasDifference(cells: Cells): string | null {
  const { spelling = "", canonical = "", partition = "" } = cells;
  const memory = cells.memory_hint_gib ?? "";
  const memoryGb = memory === "" ? null : Number(memory);
  if (spelling === "" || Number.isNaN(memoryGb)) return "no spelling";
  const listed = modelNamed(canonical);
  if (!listed) return `no model is called ${canonical}`;
  const ours = normalizeGpu({ spelling, memoryGb });
  if (ours.kind === "unknown") return "new";
  if (ours.modelId !== listed.id) return `${canonical} here, ${nameOf(ours.modelId)} by our rules`;
  const isPartition = ours.partition !== null;
  if (isPartition === (partition === "yes")) return null;
  return isPartition
    ? "a whole card here, a slice by our rules"
    : "a slice here, a whole card by our rules";
}

async function addRule(client: Client, cells: Cells, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO spelling_rule (spelling, memory_gb, gpu_model, decided_by, decided_at)
     VALUES ($1, $2, $3, 'import', $4) ON CONFLICT DO NOTHING`,
    [
      cells.spelling,
      Number(cells.memory_hint_gib || 0),
      modelNamed(cells.canonical ?? "")?.id ?? null,
      now,
    ],
  );
  return rowCount === 1;
}

/** Compares a table of models with our catalogue, which only a release changes. */
export async function compareGpus(table: Table, { onRemark }: Compare): Promise<ImportReport> {
  const remarks = gatherRemarks(onRemark);
  let accepted = 0;
  for await (const { line, cells } of rowsOf(table)) {
    const difference = cells === null ? "columns" : gpuDifference(cells);
    if (difference === null) accepted += 1;
    else remarks.note({ line, outcome: "rejected", reason: difference });
  }
  return remarks.report({ accepted: 0, known: accepted });
}

const facts: readonly (readonly [column: string, fact: keyof GpuModel])[] = [
  ["family", "family"],
  ["vendor", "vendor"],
  ["architecture", "architecture"],
  ["memory_gb", "memoryGb"],
  ["memory_type", "memoryType"],
  ["memory_bandwidth_gbs", "memoryBandwidthGbs"],
  ["fp32_tflops", "fp32Tflops"],
  ["fp16_bf16_tensor_dense_tflops", "fp16TensorTflops"],
  ["fp8_tensor_dense_tflops", "fp8TensorTflops"],
  ["tdp_w", "tdpWatts"],
  ["form_factor", "formFactor"],
  ["release_year", "releaseYear"],
  ["bus_interface", "busInterface"],
  ["intranode_bandwidth_gbs", "interconnectGbs"],
];

function gpuDifference(cells: Cells): string | null {
  const model = modelNamed(cells.model ?? "");
  if (!model) return `no model is called ${cells.model}`;
  const different = facts.filter(([column, fact]) => {
    const [theirs, ours] = [cells[column] ?? "", model[fact]];
    return typeof ours === "number" ? Number(theirs) !== ours : theirs !== (ours ?? "");
  });
  if (different.length === 0) return null;
  const [column = "", fact = "name" as const] = different[0] ?? [];
  return `${model.name}: ${column} is ${cells[column] || "empty"} here, ${model[fact] ?? "unknown"} in our catalogue`;
}

function modelNamed(name: string): GpuModel | null {
  return allGpus().find((model) => model.name === name) ?? null;
}

function nameOf(modelId: string): string {
  return findGpu(modelId)?.name ?? modelId;
}

async function* rowsOf({ chunks }: Table): AsyncGenerator<TableRow> {
  for await (const rows of chunks) yield* rows;
}
