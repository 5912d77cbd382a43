import type { Micros } from "@/lib/money";

/** Less than this is worth telling. */
const LOW_HOURS = 24;

/**
 * How many whole hours an account's credit lasts at what its machines cost now, where that is less
 * than a day; `null` where it lasts longer or nothing costs. Both in millionths of one currency. Pure.
 */
export function lowHoursLeft(balance: Micros, perHour: Micros): number | null {
  if (perHour <= 0n) return null;
  if (balance <= 0n) return 0;
  const hours = Number(balance / perHour);
  return hours < LOW_HOURS ? hours : null;
}
