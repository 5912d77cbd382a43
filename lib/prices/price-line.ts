import { type Micros, microsToDecimal } from "@/lib/money";
import type { LinePoint } from "./types";

/** From `at` on, a provider's lowest price for a model; null: none to be had. */
export interface PriceMove {
  readonly providerId: string;
  readonly gpuModel: string;
  readonly at: Date;
  readonly pricePerGpuHourMicros: Micros | null;
}

/**
 * The lowest price over all providers and models as steps: each point holds until the next one.
 * Moves before `from` count as they stand at `from`; a move that changes nothing makes no point.
 */
export function priceLine(moves: readonly PriceMove[], from: Date): LinePoint[] {
  const current = new Map<string, Micros | null>();
  const points: LinePoint[] = [];
  let shown: Micros | null | undefined;
  for (const moment of byTime(moves, from)) {
    for (const move of moment.moves) {
      current.set(`${move.providerId}/${move.gpuModel}`, move.pricePerGpuHourMicros);
    }
    const low = lowest(current.values());
    if (low === shown) continue;
    shown = low;
    points.push({
      at: moment.at.toISOString(),
      pricePerGpuHour: low === null ? null : microsToDecimal(low),
    });
  }
  return points;
}

function byTime(moves: readonly PriceMove[], from: Date) {
  const moments = new Map<number, PriceMove[]>();
  for (const move of [...moves].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const atMs = Math.max(move.at.getTime(), from.getTime());
    const moment = moments.get(atMs) ?? [];
    moments.set(atMs, [...moment, move]);
  }
  return [...moments].map(([atMs, moved]) => ({ at: new Date(atMs), moves: moved }));
}

function lowest(prices: Iterable<Micros | null>): Micros | null {
  let low: Micros | null = null;
  for (const price of prices) if (price !== null && (low === null || price < low)) low = price;
  return low;
}
