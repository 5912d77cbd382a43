import { DAY_MS } from "@/lib/history/days";
import { costOfDuration, type Micros } from "@/lib/money";

/** What is known in the middle of a month. */
export interface MonthSoFar {
  /** Spent since the month began. */
  readonly spent: Micros;
  /** What all that is billed now costs an hour. */
  readonly perHour: Micros;
  /** Spent on each whole day before today, the oldest first. */
  readonly wholeDays: readonly Micros[];
  readonly restOfTodayMs: number;
  /** From the end of today to the end of the month. */
  readonly restAfterTodayMs: number;
}

/** Whole weeks, so that each day of the week counts alike. */
export const LAST_DAYS = 28;

/** Days before today, the oldest first, from the first on that cost something. Pure. */
export function wholeDaysOf(before: readonly Micros[]): readonly Micros[] {
  const first = before.findIndex((micros) => micros > 0n);
  return first < 0 ? [] : before.slice(first);
}

/** How many of the whole days the forecast goes by. Pure. */
export function basisOf(wholeDays: readonly Micros[]): number {
  return Math.min(wholeDays.length, LAST_DAYS);
}

/**
 * What the month will have cost: today goes on as it is now, and every day after it costs what the
 * last four weeks of whole days did on average; without a whole day, all goes on as it is now. Pure.
 */
export function forecastMonth(month: MonthSoFar): Micros {
  const { spent, perHour, wholeDays, restOfTodayMs, restAfterTodayMs } = month;
  const today = costOfDuration(perHour, restOfTodayMs);
  const lately = wholeDays.slice(-LAST_DAYS);
  if (lately.length === 0) return spent + today + costOfDuration(perHour, restAfterTodayMs);
  const sum = lately.reduce((all, micros) => all + micros, 0n);
  const ms = BigInt(Math.round(restAfterTodayMs));
  return spent + today + (sum * ms) / BigInt(lately.length * DAY_MS);
}
