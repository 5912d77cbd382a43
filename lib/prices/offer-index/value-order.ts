import { type Bits, hasBit } from "./bits";
import type { Shelf } from "./shelf";

export interface ValueAsked {
  readonly fits: Bits;
  /** How much speed counts against memory: 1 is speed alone. */
  readonly weight: number;
  readonly skip: number;
  readonly limit: number;
}

/**
 * The rows of best value, best first. Value is the weighted mean of two shares, each 100 for the
 * cheapest of what fits: price per dense BF16 TFLOP, and price per GB of memory. A row that lacks a
 * figure has no value and comes last, by price.
 */
export function topByValue<Row>(
  shelf: Shelf<Row>,
  { fits, weight, skip, limit }: ValueAsked,
): { page: number[]; values: Map<number, number> } {
  const rows = shelf.orders.price.filter((row) => hasBit(fits, row));
  const best = (figures: Float64Array) =>
    rows.reduce((low, row) => {
      const figure = figures[row] ?? Number.NaN;
      return figure > 0 && figure < low ? figure : low;
    }, Number.POSITIVE_INFINITY);
  const [bestTflop, bestGb] = [best(shelf.perTflop), best(shelf.perGb)];
  const valueAt = (row: number) => {
    const speed = bestTflop / (shelf.perTflop[row] ?? Number.NaN);
    const memory = bestGb / (shelf.perGb[row] ?? Number.NaN);
    return 100 * (weight * speed + (1 - weight) * memory);
  };
  const values = Float64Array.from(rows, valueAt);
  const known = (at: number) => {
    const value = values[at] ?? Number.NaN;
    return Number.isFinite(value) ? value : -1;
  };
  const order = Uint32Array.from(rows.keys()).sort(
    (one, other) => known(other) - known(one) || one - other,
  );
  const page = order.slice(skip, skip + limit);
  return {
    page: Array.from(page, (at) => rows[at] ?? 0),
    values: new Map(
      Array.from(page).flatMap((at) =>
        known(at) < 0 ? [] : [[rows[at] ?? 0, Math.round(known(at))] as const],
      ),
    ),
  };
}
