import { LAST_DAYS } from "@/lib/costs/forecast";
import type { Micros } from "@/lib/money";

const ONE_DOLLAR: Micros = 1_000_000n;
/** A day that costs less than so much more than usual alarms nobody. */
const FLOOR: Micros = 5n * ONE_DOLLAR;
/** With less than a week nothing is usual yet. */
const DAYS_NEEDED = 7;
/** Median deviations beyond which a value is an outlier: 2.5 / 0.6745 (Leys and others, 2013). */
const DEVIATIONS_TENTHS = 37n;

/** How far a day lies above what is usual, in micros. */
export interface Anomaly {
  readonly spent: Micros;
  /** The median of the days before. */
  readonly usual: Micros;
}

/**
 * Whether a day, or what of it has passed, costs clearly more than the days before it: more than
 * their median by half of it, by 5 dollars, and by more than they themselves are spread (median
 * absolute deviation), so that one burst before it neither hides the next nor makes a quiet day
 * loud. `before`: the whole days before it from the first on that cost something, the oldest
 * first; of these the last four weeks count. `null`: usual, or nothing to compare with. Pure.
 */
export function judgeDay(spent: Micros, before: readonly Micros[]): Anomaly | null {
  const lately = before.slice(-LAST_DAYS);
  if (lately.length < DAYS_NEEDED) return null;
  const usual = medianOf(lately);
  const spread = medianOf(lately.map((day) => (day > usual ? day - usual : usual - day)));
  const margins = [FLOOR, usual / 2n, (spread * DEVIATIONS_TENTHS) / 10n];
  return margins.every((margin) => spent - usual > margin) ? { spent, usual } : null;
}

/** What one model, provider or machine cost on the day and on each of the days before it. */
export interface PartDays {
  readonly id: string;
  readonly spent: Micros;
  /** Days without cost may be left out. */
  readonly before: readonly Micros[];
}

export interface Growth {
  readonly id: string;
  /** Spent on the day beyond what is usual for it. */
  readonly micros: Micros;
}

/**
 * The part that grew most over its own median day; `null` where none grew. `dayCount`: how many days
 * before are compared with. Pure.
 */
export function mostGrown(parts: readonly PartDays[], dayCount: number): Growth | null {
  return parts.reduce<Growth | null>((most, { id, spent, before }) => {
    const idle = Array.from({ length: Math.max(0, dayCount - before.length) }, () => 0n);
    const micros = spent - medianOf([...before, ...idle]);
    return micros > (most?.micros ?? 0n) ? { id, micros } : most;
  }, null);
}

/** The lower of the two in the middle, so that amounts stay whole; 0 of none. */
function medianOf(values: readonly Micros[]): Micros {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
}
