import { type Micros, microsToDecimal } from "@/lib/money";
import type { DayRollup } from "./roll-up-days";
import type { PriceVerdict } from "./types";

/** Fewer days than this say nothing about what is usual. */
export const DAYS_NEEDED = 14;
export const VERDICT_DAYS = 90;
/** Two days of three must have been dearer for a price to be low, or cheaper for it to be high. */
const CLEAR_PERCENT = 67;

/**
 * Says whether a price is low, typical or high among the typical prices of the days before, of which
 * the last 90 are to be given. Days at the very same price are for neither side.
 */
export function judgePrice(price: Micros | null, days: readonly DayRollup[]): PriceVerdict {
  if (price === null || days.length < DAYS_NEEDED) {
    return { word: "unknown", days: days.length, needed: DAYS_NEEDED };
  }
  const percent = (count: number) => Math.round((count * 100) / days.length);
  const dearerPercent = percent(days.filter(({ typical }) => typical > price).length);
  const cheaperPercent = percent(days.filter(({ typical }) => typical < price).length);
  return {
    word: wordOf(dearerPercent, cheaperPercent),
    dearerPercent,
    cheaperPercent,
    lowest: microsToDecimal(sorted([price, ...days.map(({ low }) => low)])[0] ?? price),
    highest: microsToDecimal(sorted([price, ...days.map(({ high }) => high)]).at(-1) ?? price),
    days: days.length,
  };
}

function wordOf(dearerPercent: number, cheaperPercent: number): "low" | "typical" | "high" {
  if (dearerPercent >= CLEAR_PERCENT) return "low";
  return cheaperPercent >= CLEAR_PERCENT ? "high" : "typical";
}

const sorted = (prices: readonly Micros[]) => prices.toSorted((a, b) => (a < b ? -1 : 1));
