import { microsToDecimal } from "@/lib/money";
import { providerName } from "@/lib/prices/live-offers";
import { lowestOf, type PriceMove } from "@/lib/prices/price-line";
import type { PriceChange } from "./types";

/** Smaller moves wait until they add up to this part of the price last told. */
const WORTH_TELLING = 0.01;

/**
 * What moved after `since`, newest first: each provider's lowest price over the models given. The
 * first price ever known of a provider is a change from none.
 */
export function priceChanges(
  moves: readonly PriceMove[],
  pricingModel: PriceChange["pricingModel"],
  since: Date,
): PriceChange[] {
  const byProvider = Map.groupBy(moves, (move) => move.providerId);
  return [...byProvider].flatMap(([providerId, own]) =>
    changesOf(own, since).map((change) => ({
      ...change,
      providerId,
      providerName: providerName(providerId),
      pricingModel,
    })),
  );
}

function changesOf(moves: readonly PriceMove[], since: Date) {
  const current = new Map<string, PriceMove>();
  const changes: { at: string; from: string | null; to: string | null }[] = [];
  let shown: string | null = null;
  const inOrder = moves.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  inOrder.forEach((move, index) => {
    current.set(move.gpuModel, move);
    if (inOrder[index + 1]?.at.getTime() === move.at.getTime()) return;
    const low = lowestOf([...current.values()]);
    const to: string | null = low === null ? null : microsToDecimal(low);
    if (isNear(shown, to)) return;
    if (move.at > since) changes.push({ at: move.at.toISOString(), from: shown, to });
    shown = to;
  });
  return changes;
}

function isNear(shown: string | null, to: string | null): boolean {
  if (shown === null || to === null) return shown === to;
  return Math.abs(Number(to) / Number(shown) - 1) < WORTH_TELLING;
}
