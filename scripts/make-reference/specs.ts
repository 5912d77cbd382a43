import type { CsvRow } from "./csv";

type Cell = string | number | null;

/** The name a model has in our addresses: "A100 SXM 80GB" -> "a100-sxm-80gb". */
export function modelIdOf(canonical: string): string {
  return canonical
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** Every model of the two tables with what is known about it; what nobody published is left out. */
export function makeSpecs(gpus: readonly CsvRow[], aliases: readonly CsvRow[]) {
  const rows = new Map<string, CsvRow>(gpus.map((row) => [row.model ?? "", row]));
  for (const alias of aliases) {
    const name = alias.canonical ?? "";
    if (!rows.has(name)) rows.set(name, specOfAlias(alias));
  }
  return [...rows.values()].map(toSpec).sort((a, b) => compare(String(a.id), String(b.id)));
}

/** A model that only the alias table knows: its name, and its memory where the table has one. */
function specOfAlias(alias: CsvRow): CsvRow {
  return {
    model: alias.canonical ?? "",
    family: alias.family ?? "",
    vendor: alias.vendor ?? "",
    memory_gb: alias.memory_hint_gib ?? "",
    sources: alias.sources ?? "",
  };
}

function toSpec(row: CsvRow): Record<string, Cell> {
  const name = row.model ?? "";
  const spec: Record<string, Cell> = {
    id: modelIdOf(name),
    name,
    family: row.family ?? "",
    vendor: row.vendor ?? "",
    architecture: text(row.architecture),
    memoryGb: number(row.memory_gb),
    memoryType: text(row.memory_type),
    memoryBandwidthGbs: number(row.memory_bandwidth_gbs),
    fp32Tflops: number(row.fp32_tflops),
    fp16TensorTflops: number(row.fp16_bf16_tensor_dense_tflops),
    fp8TensorTflops: number(row.fp8_tensor_dense_tflops),
    tdpWatts: number(row.tdp_w),
    formFactor: text(row.form_factor),
    releaseYear: number(row.release_year),
    busInterface: text(row.bus_interface),
    interconnectGbs: number(row.intranode_bandwidth_gbs),
    source: text(shortSources(row.sources ?? "")),
  };
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
}

/** Names of the tables a row was put together from, without the page addresses. */
function shortSources(sources: string): string {
  const names = sources.split(";").map((part) => (part.split(/[:(]/)[0] ?? "").trim());
  return [...new Set(names)].filter((name) => name !== "").join("; ");
}

function text(cell: string | undefined): string | null {
  return cell === undefined || cell === "" ? null : cell;
}

function number(cell: string | undefined): number | null {
  return cell === undefined || cell === "" ? null : Number(cell);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
