import { type CsvValue, toCell } from "@/lib/format/csv-cell";
import type { OfferRow } from "./types";

const columns: readonly (readonly [name: string, read: (row: OfferRow) => CsvValue])[] = [
  ["kind", (row) => row.kind],
  ["provider", (row) => row.providerName],
  ["gpu", (row) => row.modelName],
  ["model", (row) => row.modelId],
  ["gpu_as_published", (row) => row.gpuSpelling],
  ["gpu_count", (row) => row.gpuCount],
  ["gpu_memory_gb", (row) => row.gpuMemoryGb],
  ["is_slice", (row) => row.isPartition],
  ["instance_type", (row) => row.instanceType],
  ["vcpu", (row) => row.vcpu],
  ["ram_gb", (row) => row.ramGb],
  ["disk_gb", (row) => row.diskGb],
  ["region", (row) => row.region],
  ["area", (row) => row.area],
  ["pricing_model", (row) => row.pricingModel],
  ["usd_per_gpu_hour", (row) => row.pricePerGpuHour],
  ["usd_per_machine_hour", (row) => row.pricePerHour],
  ["usd_per_tflop_hour", (row) => row.pricePerTflopHour],
  ["usd_per_gb_hour", (row) => row.pricePerGbHour],
  ["native_price", (row) => (row.kind === "live" ? row.nativePrice : null)],
  ["native_currency", (row) => (row.kind === "live" ? row.currency : null)],
  ["availability", (row) => (row.kind === "live" ? row.availability : null)],
  ["tier", (row) => (row.kind === "live" ? row.tier : null)],
  ["runs_at", (row) => (row.kind === "live" ? row.brokeredName : null)],
  ["freshness", (row) => (row.kind === "live" ? row.freshness : null)],
  ["observed", (row) => (row.kind === "live" ? (row.listedOn ?? row.observedAt) : row.observedOn)],
  ["source", (row) => (row.kind === "live" ? null : row.source)],
];

/** Offers as CSV (RFC 4180), in dollars; what a spreadsheet would run as a formula is text. */
export function toCsv(rows: readonly OfferRow[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map(toLine)];
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function toLine(row: OfferRow): string[] {
  return columns.map(([, read]) => toCell(read(row)));
}
