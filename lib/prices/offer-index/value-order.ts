import { type Bits, hasBit } from "./bits";
import type { Shelf } from "./shelf";

export interface ValueAsked<Row> {
  /** Whether a row may be called good value: it can be had, and its price is believed. */
  readonly mayRank: (row: Row) => boolean;
  readonly fits: Bits;
  /** How much speed counts against memory: 1 is speed alone. */
  readonly weight: number;
  readonly skip: number;
  readonly limit: number;
}

/**
 * The rows of best value, best first. Value is the weighted mean of two shares, each 100 for the
 * cheapest of what fits: price per dense BF16 TFLOP, and price per GB of memory. A row that lacks a
 * figure, or may not be ranked, has no value and comes last, by price.
 */
export function topByValue<Row>(
  shelf: Shelf<Row>,
  { fits, mayRank, weight, skip, limit }: ValueAsked<Row>,
): { page: number[]; values: Map<number, number> } {
  const rows = shelf.byPrice.filter((row) => hasBit(fits, row));
  const ranks = rows.filter((row) => {
    const stored = shelf.rows[row];
    return stored !== undefined && mayRank(stored);
  });
  const lowest = (figures: Float64Array) =>
    ranks.reduce((low, row) => {
      const figure = figures[row] ?? Number.NaN;
      return figure > 0 && figure < low ? figure : low;
    }, Number.POSITIVE_INFINITY);
  const [bestTflop, bestGb] = [lowest(shelf.perTflop), lowest(shelf.perGb)];
  const ranked = new Set(ranks);
  const valueAt = (row: number) => {
    if (!ranked.has(row)) return Number.NaN;
    const speed = bestTflop / (shelf.perTflop[row] ?? Number.NaN);
    const memory = bestGb / (shelf.perGb[row] ?? Number.NaN);
    return 100 * (weight * speed + (1 - weight) * memory);
  };
  const best = bestOf(rows, { valueAt, most: skip + limit }).slice(skip);
  return {
    page: best.map(({ row }) => row),
    values: new Map(
      best.flatMap(({ row, value }) => (value < 0 ? [] : [[row, Math.round(value)] as const])),
    ),
  };
}

interface Valued {
  readonly row: number;
  readonly at: number;
  /** -1 where it is not known. */
  readonly value: number;
}

/** The first rows by value, best first, without sorting the rest. */
function bestOf(
  rows: Uint32Array,
  { valueAt, most }: { readonly valueAt: (row: number) => number; readonly most: number },
): Valued[] {
  let kept: Valued[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const cut = () => {
    kept = kept.sort((one, other) => other.value - one.value || one.at - other.at).slice(0, most);
    least = kept.length === most ? (kept.at(-1)?.value ?? least) : least;
  };
  rows.forEach((row, at) => {
    const known = valueAt(row);
    const value = Number.isFinite(known) ? known : -1;
    if (value <= least) return;
    kept.push({ row, at, value });
    if (kept.length >= 2 * most) cut();
  });
  cut();
  return kept;
}
