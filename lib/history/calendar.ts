import { addDays, daysBetween, startOfDay } from "./days";
import type { DailySeries, PriceCalendar } from "./types";

const WEEKS = 13;
/** With less than a week there is nothing to compare. */
const DAYS_NEEDED = 7;
/** Shades from the cheapest day to the dearest. */
const LEVELS = 5;

/**
 * The daily lows of the last 13 weeks, Monday to Sunday, each with its shade between the cheapest
 * and the dearest of them; `null` while fewer than seven days are known.
 */
export function priceCalendar(daily: DailySeries, today: string): PriceCalendar | null {
  const monday = addDays(today, -((startOfDay(today).getUTCDay() + 6) % 7));
  const first = addDays(monday, -7 * (WEEKS - 1));
  const lows = new Map(
    daily.days.flatMap((day, index) => (day < first ? [] : [[day, daily.lows[index] ?? ""]])),
  );
  if (lows.size < DAYS_NEEDED) return null;
  const prices = [...lows.values()].map(Number);
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const days = daysBetween(first, today).map((day) => {
    const low = lows.get(day) ?? null;
    return { day, low, level: low === null ? null : levelOf(Number(low), least, most) };
  });
  return Array.from({ length: WEEKS }, (_, week) => ({
    monday: addDays(first, week * 7),
    days: days.slice(week * 7, week * 7 + 7),
  }));
}

/** 0 for the cheapest; days that all cost the same are in the middle. */
function levelOf(price: number, least: number, most: number): number {
  if (least === most) return Math.floor(LEVELS / 2);
  return Math.min(LEVELS - 1, Math.floor(((price - least) / (most - least)) * LEVELS));
}
