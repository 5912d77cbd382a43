const DAY_MS = 86_400_000;
/** Over a weekend the newest rates are Friday's until Monday afternoon. */
const GOOD_FOR_DAYS = 4;
/** The European Central Bank publishes at about 16:00 in Frankfurt, 14:00 UTC in summer. */
const PUBLISHED_AT_HOUR = 14;

/** Whether rates of this day, YYYY-MM-DD, may still turn one currency into another for people. */
export function areRatesGood(day: string, now: Date): boolean {
  return daysBetween(day, now) <= GOOD_FOR_DAYS;
}

/** Whether an offer's price in dollars rests on rates too old to compare it by. */
export function isRateTooOld(
  offer: { readonly currency: string; readonly rateDay: Date | null },
  now: Date,
): boolean {
  if (offer.currency === "USD") return false;
  return !offer.rateDay || !areRatesGood(toDay(offer.rateDay), now);
}

/** The last working day whose rates should be out by now, YYYY-MM-DD. */
export function expectedDay(now: Date): string {
  const day = new Date(now.getTime() - PUBLISHED_AT_HOUR * 3_600_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setTime(day.getTime() - DAY_MS);
  return toDay(day);
}

/** Whole calendar days from a day to now, in UTC. */
function daysBetween(day: string, now: Date): number {
  return Math.round((Date.parse(toDay(now)) - Date.parse(day)) / DAY_MS);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
