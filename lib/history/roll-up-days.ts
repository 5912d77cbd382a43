import type { Micros } from "@/lib/money";
import { type PriceMove, type PriceStep, priceSteps } from "@/lib/prices/price-line";
import { DAY_MS, dayOf, daysBetween, startOfDay } from "./days";

/** What the lowest price of any provider did over one UTC day: of what could be had, else list prices. */
export interface DayRollup {
  readonly day: string;
  readonly low: Micros;
  readonly high: Micros;
  /**
   * The median over the day's time: half of the time with a price it was no more than this. A spike
   * of an hour leaves it as it is, which a mean would not.
   */
  readonly typical: Micros;
  readonly first: Micros;
  readonly last: Micros;
  /** Nothing but list prices were known all day. */
  readonly isListPrice: boolean;
  readonly providerCount: number;
}

/**
 * Rolls moves up by UTC day, from the day of `from` to the day of `now`; time after `now` is not
 * known yet. A day on which nobody sold gives no row.
 */
export function rollUpDays(
  moves: readonly PriceMove[],
  { from, now }: { readonly from: Date; readonly now: Date },
): DayRollup[] {
  const steps = priceSteps(moves, from);
  const spans = steps.map((step, index) => ({
    ...step,
    untilMs: Math.min(steps[index + 1]?.atMs ?? now.getTime(), now.getTime()),
  }));
  return daysBetween(dayOf(from), dayOf(now)).flatMap((day) => rollUpDay(day, spans) ?? []);
}

type Span = PriceStep & { readonly untilMs: number };

function rollUpDay(day: string, spans: readonly Span[]): DayRollup | null {
  const startMs = startOfDay(day).getTime();
  const priced = spans.flatMap(({ atMs, untilMs, lowest, isListPrice, providerIds }) => {
    const fromMs = Math.max(atMs, startMs);
    const lengthMs = Math.min(untilMs, startMs + DAY_MS) - fromMs;
    const isOfDay = lengthMs > 0 || (lengthMs === 0 && atMs === untilMs && atMs >= startMs);
    return lowest === null || !isOfDay
      ? []
      : [{ price: lowest, lengthMs, isListPrice, providerIds }];
  });
  const [first, last] = [priced[0], priced.at(-1)];
  if (!first || !last) return null;
  const sorted = priced.toSorted((one, other) => compare(one.price, other.price));
  return {
    day,
    low: sorted[0]?.price ?? first.price,
    high: sorted.at(-1)?.price ?? last.price,
    typical: medianOf(sorted),
    first: first.price,
    last: last.price,
    isListPrice: priced.every((span) => span.isListPrice),
    providerCount: new Set(priced.flatMap((span) => span.providerIds)).size,
  };
}

/** The price at which half of the time is reached, of spans sorted by price. */
function medianOf(sorted: readonly { price: Micros; lengthMs: number }[]): Micros {
  const wholeMs = sorted.reduce((sum, span) => sum + span.lengthMs, 0);
  let passedMs = 0;
  for (const { price, lengthMs } of sorted) {
    passedMs += lengthMs;
    if (passedMs * 2 >= wholeMs) return price;
  }
  return sorted.at(-1)?.price ?? 0n;
}

const compare = (one: Micros, other: Micros) => (one < other ? -1 : Number(one > other));
