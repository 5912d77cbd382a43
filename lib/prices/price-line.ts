import { type Micros, microsToDecimal } from "@/lib/money";
import type { LinePoint } from "./types";

/** From `at` on, a provider's lowest price for a model; null: none to be had. */
export interface PriceMove {
  readonly providerId: string;
  readonly gpuModel: string;
  readonly at: Date;
  readonly pricePerGpuHourMicros: Micros | null;
  /** The provider never tells its stock; false where there is no price. */
  readonly isListPrice: boolean;
}

/** From `atMs` on: the lowest price, and who sells at all; null: nobody. */
export interface PriceStep {
  readonly atMs: number;
  readonly lowest: Micros | null;
  /** Whether `lowest` is a list price. */
  readonly isListPrice: boolean;
  readonly providerIds: readonly string[];
}

/**
 * The lowest price over all providers and models as steps, of list prices only while nothing can be
 * had: each point holds until the next one.
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
      lowest: lowestOf(onSale),
      isListPrice: onSale.length > 0 && onSale.every((move) => move.isListPrice),
      providerIds: [...new Set(onSale.map((move) => move.providerId))],
    };
  });
}

/**
 * The lowest of the prices that hold at one time, by the rule of `cheapestOf`: of those that can be
 * had, else of list prices; null where there is none.
 */
export function lowestOf(moves: readonly PriceMove[]): Micros | null {
  return leastOf(moves.filter((move) => !move.isListPrice)) ?? leastOf(moves);
}

function leastOf(moves: readonly PriceMove[]): Micros | null {
  return moves.reduce<Micros | null>((low, { pricePerGpuHourMicros: price }) => {
    if (price === null) return low;
    return low === null || price < low ? price : low;
  }, null);
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
