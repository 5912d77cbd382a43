import { type Micros, microsToDecimal } from "@/lib/money";
import type { LinePoint } from "./types";

/** From `at` on, a provider's lowest price for a model; null: none to be had. */
export interface PriceMove {
  readonly providerId: string;
  readonly gpuModel: string;
  readonly at: Date;
  readonly pricePerGpuHourMicros: Micros | null;
}

/** From `atMs` on: the lowest price, and who sells at all; null: nobody. */
export interface PriceStep {
  readonly atMs: number;
  readonly lowest: Micros | null;
  readonly providerIds: readonly string[];
}

/**
 * The lowest price over all providers and models as steps: each point holds until the next one.
 * Moves before `from` count as they stand at `from`; a move that changes nothing makes no point.
 */
export function priceLine(moves: readonly PriceMove[], from: Date): LinePoint[] {
  const points: LinePoint[] = [];
  let shown: Micros | null | undefined;
  for (const { atMs, lowest } of priceSteps(moves, from)) {
    if (lowest === shown) continue;
    shown = lowest;
    points.push({
      at: new Date(atMs).toISOString(),
      pricePerGpuHour: lowest === null ? null : microsToDecimal(lowest),
    });
  }
  return points;
}

/** The same with one step for every moment at which anything moved. */
export function priceSteps(moves: readonly PriceMove[], from: Date): PriceStep[] {
  const current = new Map<string, PriceMove>();
  return byTime(moves, from).map((moment) => {
    for (const move of moment.moves) current.set(`${move.providerId}/${move.gpuModel}`, move);
    const onSale = [...current.values()].filter((move) => move.pricePerGpuHourMicros !== null);
    return {
      atMs: moment.atMs,
      lowest: lowestOf(onSale.map((move) => move.pricePerGpuHourMicros)),
      providerIds: [...new Set(onSale.map((move) => move.providerId))],
    };
  });
}

function byTime(moves: readonly PriceMove[], from: Date) {
  const moments = new Map<number, PriceMove[]>();
  for (const move of [...moves].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const atMs = Math.max(move.at.getTime(), from.getTime());
    const moment = moments.get(atMs) ?? [];
    moment.push(move);
    moments.set(atMs, moment);
  }
  return [...moments].map(([atMs, moved]) => ({ atMs, moves: moved }));
}

function lowestOf(prices: Iterable<Micros | null>): Micros | null {
  let low: Micros | null = null;
  for (const price of prices) if (price !== null && (low === null || price < low)) low = price;
  return low;
}
