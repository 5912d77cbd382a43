import type { CsvRow } from "../csv";

/** Where a start price was read, in words that stand in the catalogue. */
export interface StartPrice {
  usdPerGpuHour: number;
  source: string;
}

interface Wanted {
  provider: string;
  spellings: readonly string[];
  memoryGb?: number;
  tier?: string;
}

/** The newest on-demand price per GPU that the collected offers hold for this spelling, or null. */
export function findStartPrice(offers: readonly CsvRow[], wanted: Wanted): StartPrice | null {
  const rows = offers.filter((row) => isWanted(row, wanted)).sort(newestFirst);
  const row = rows[0];
  if (!row) return null;
  return {
    usdPerGpuHour: perGpu(row),
    source: `${row.source_repo} ${row.observed_at?.slice(0, 10)}`,
  };
}

/** The middle of all providers' newest on-demand prices of one GPU; for twins without own prices. */
export function findMarketPrice(
  offers: readonly CsvRow[],
  spellings: readonly string[],
): StartPrice | null {
  const rows = offers.filter((row) => isWhole(row) && spellings.includes(row.gpu_model ?? ""));
  const lowest = new Map<string, number>();
  for (const row of rows) {
    const provider = row.provider ?? "";
    lowest.set(provider, Math.min(lowest.get(provider) ?? Number.POSITIVE_INFINITY, perGpu(row)));
  }
  const prices = [...lowest.values()].sort((a, b) => a - b);
  const middle = prices[Math.floor((prices.length - 1) / 2)];
  if (middle === undefined) return null;
  return { usdPerGpuHour: middle, source: `median of ${prices.length} providers, 2026-08` };
}

/** The price of one GPU of an offer row. */
export function perGpu(row: CsvRow): number {
  return Number(row.price_on_demand_usd_hr) / Number(row.gpu_count);
}

function isWanted(row: CsvRow, wanted: Wanted): boolean {
  if (!isWhole(row) || row.provider !== wanted.provider) return false;
  if (!wanted.spellings.includes(row.gpu_model ?? "")) return false;
  if (wanted.memoryGb !== undefined && Number(row.gpu_memory_gib) !== wanted.memoryGb) return false;
  return wanted.tier === undefined || row.tier === wanted.tier;
}

function isWhole(row: CsvRow): boolean {
  return row.price_on_demand_usd_hr !== "" && Number(row.gpu_count) >= 1;
}

function newestFirst(a: CsvRow, b: CsvRow): number {
  return (b.observed_at ?? "").slice(0, 10).localeCompare((a.observed_at ?? "").slice(0, 10));
}
