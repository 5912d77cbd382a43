import type { Micros } from "@/lib/money";
import { lowestOf, type PriceMove } from "@/lib/prices/price-line";

/** From `at` on, a GPU's cheapest price by the hour and who sells at it; `null` where none is known. */
export interface BestStep {
  readonly at: Date;
  readonly micros: Micros | null;
  readonly providerId: string | null;
}

/**
 * Who sold one GPU model cheapest when, by the rule of every price line: of what could be had, else
 * of list prices. Moves before `from` count as they stand there; the first step is at `from`. Pure.
 */
export function bestSteps(moves: readonly PriceMove[], from: Date): BestStep[] {
  const current = new Map<string, PriceMove>();
  const steps: BestStep[] = [{ at: from, micros: null, providerId: null }];
  for (const move of moves.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    current.set(move.providerId, move);
    const at = move.at > from ? move.at : from;
    const next = { at, ...bestOf([...current.values()]) };
    const last = steps.at(-1);
    if (last?.at.getTime() === at.getTime()) steps.pop();
    const before = steps.at(-1);
    const isSame = before?.micros === next.micros && before.providerId === next.providerId;
    if (!isSame) steps.push(next);
  }
  return steps;
}

function bestOf(moves: readonly PriceMove[]): Pick<BestStep, "micros" | "providerId"> {
  const micros = lowestOf(moves);
  const onSale = moves.filter((move) => micros !== null && move.pricePerGpuHourMicros === micros);
  const seller = onSale.find((move) => !move.isListPrice) ?? onSale[0];
  return { micros, providerId: seller?.providerId ?? null };
}
