import type { Micros } from "@/lib/money";
import type { DayRollup } from "./roll-up-days";

/**
 * Days of several models as one list by day. Where two have the same day, each figure is the lower
 * one: who takes either pays no more than that. List prices count only where all are list prices.
 */
export function mergeDays(rows: readonly DayRollup[]): DayRollup[] {
  const byDay = new Map<string, DayRollup>();
  for (const row of rows) {
    const known = byDay.get(row.day);
    byDay.set(row.day, known ? merge(known, row) : row);
  }
  return [...byDay.values()].sort((one, other) => one.day.localeCompare(other.day));
}

function merge(one: DayRollup, other: DayRollup): DayRollup {
  const providerCount = Math.max(one.providerCount, other.providerCount);
  if (one.isListPrice === other.isListPrice) return { ...lower(one, other), providerCount };
  return { ...(one.isListPrice ? other : one), providerCount };
}

function lower(one: DayRollup, other: DayRollup): DayRollup {
  const least = (a: Micros, b: Micros) => (a < b ? a : b);
  return {
    ...one,
    low: least(one.low, other.low),
    high: least(one.high, other.high),
    typical: least(one.typical, other.typical),
    first: least(one.first, other.first),
    last: least(one.last, other.last),
  };
}
