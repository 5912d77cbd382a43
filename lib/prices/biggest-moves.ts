import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { providerName } from "./live-offers";
import type { PriceChange } from "./price-changes";
import type { MoveView } from "./types";

const DAY_MS = 24 * 3_600_000;

/** The largest price changes of the last day, one for each model and way of selling it. */
export function biggestMoves(
  changes: readonly PriceChange[],
  { now, most }: { readonly now: Date; readonly most: number },
): MoveView[] {
  const lately = changes.filter(({ at }) => now.getTime() - at.getTime() <= DAY_MS);
  const largest = new Map<string, MoveView>();
  for (const move of lately.map(toView)) {
    const key = `${move.modelId}/${move.pricingModel}`;
    const known = largest.get(key);
    if (!known || Math.abs(move.percent) > Math.abs(known.percent)) largest.set(key, move);
  }
  return [...largest.values()]
    .sort((one, other) => Math.abs(other.percent) - Math.abs(one.percent))
    .slice(0, most);
}

function toView(change: PriceChange): MoveView {
  const { providerId, gpuModel, pricingModel, beforeMicros, afterMicros, at } = change;
  return {
    modelId: gpuModel,
    name: findGpu(gpuModel)?.name ?? gpuModel,
    providerName: providerName(providerId),
    pricingModel: pricingModel === "spot" ? "spot" : "on-demand",
    before: microsToDecimal(beforeMicros),
    after: microsToDecimal(afterMicros),
    percent: percentOf(change),
    at: at.toISOString(),
  };
}

/** How far the price went, in per cent with one decimal; negative when it fell. */
export function percentOf({ beforeMicros, afterMicros }: PriceChange): number {
  return Number(((afterMicros - beforeMicros) * 1000n) / beforeMicros) / 10;
}
