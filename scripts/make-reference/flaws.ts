import type { CsvRow } from "./csv";

export type Pricing = "on-demand" | "spot";

/** Why a row's price must not be shown although the source lists it, or null. */
export function flawOf(row: CsvRow, pricing: Pricing): string | null {
  const source = row.source_repo ?? row.source ?? "";
  const isRunpodSpot = row.provider === "runpod" && pricing === "spot";
  if (row.provider === "gcp" && pricesGpuAlone.some((name) => source.startsWith(name))) {
    return "price of the GPU without its machine";
  }
  if (isRunpodSpot) return "community price in the spot column; the provider sells no spot";
  if (row.provider === "lambda" && /^A10G/.test(row.gpu_model ?? "")) return "A10 misspelled A10G";
  if (source.endsWith("#aggregator")) return "second-hand price of a comparison site";
  if (glitches.some(([name, date]) => row.offer_name === name && row.date === date)) {
    return "one-day glitch of the source";
  }
  return null;
}

const pricesGpuAlone = ["adriannutiu/", "hemgo-lexsi/", "sooddvs/"] as const;

const glitches: readonly (readonly [offerName: string, date: string])[] = [
  ["a2-ultragpu-2g", "2023-05-09"],
  ["Standard_ND96amsr_A100_v4", "2025-05-16"],
  ["Standard_ND96ams_A100_v4", "2025-05-16"],
];

/** The middle value of a list. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
