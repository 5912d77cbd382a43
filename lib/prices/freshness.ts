export const freshnessLevels = ["fresh", "stale", "old", "hidden"] as const;
export type Freshness = (typeof freshnessLevels)[number];

const HOUR_MS = 3_600_000;
/** How much later than its schedule a price may be and still count as fresh. */
const GRACE_MS = 2 * HOUR_MS;
const OLD_AFTER_MS = 12 * HOUR_MS;
export const HIDDEN_AFTER_MS = 24 * HOUR_MS;

/**
 * What the age of a live price allows. `fresh`: anything. `stale`: shown with a warning. `old`:
 * shown, but never the cheapest. `hidden`: not shown.
 */
export function freshnessOf(price: {
  readonly observedAt: Date;
  readonly refreshEveryMs: number;
  readonly now: Date;
}): Freshness {
  const ageMs = price.now.getTime() - price.observedAt.getTime();
  if (ageMs > HIDDEN_AFTER_MS) return "hidden";
  if (ageMs > OLD_AFTER_MS) return "old";
  return ageMs > price.refreshEveryMs + GRACE_MS ? "stale" : "fresh";
}

/** The policy in whole hours, to be told to people: from when on a price is no longer what it was. */
export const freshnessHours = {
  /** Beyond its source's schedule. */
  stale: GRACE_MS / HOUR_MS,
  old: OLD_AFTER_MS / HOUR_MS,
  hidden: HIDDEN_AFTER_MS / HOUR_MS,
} as const;

/** The oldest observation that is still shown. */
export function shownSince(now: Date): Date {
  return new Date(now.getTime() - HIDDEN_AFTER_MS);
}
