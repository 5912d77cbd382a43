import { addDays, dayOf, startOfDay } from "@/lib/history/days";

/** A stretch of UTC time: its first moment belongs to it, its end does not. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** So many whole days, the last of which is `day`. */
export function daysUpTo(day: string, count: number): Window {
  return { from: startOfDay(addDays(day, 1 - count)), to: startOfDay(addDays(day, 1)) };
}

/** The whole calendar month that ended last before `day`, with the month before it. */
export function lastTwoMonths(day: string): Window {
  return { from: startOfMonth(day, -2), to: startOfMonth(day, 0) };
}

/** The first moment of the month of `day`, or so many months later. */
export function startOfMonth(day: string, later: number): Date {
  const at = startOfDay(day);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1));
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -((startOfDay(day).getUTCDay() + 6) % 7));
}

/** The whole weeks, Monday to Monday, that have ended by `now`; at most so many, the oldest first. */
export function weeksBefore(now: Date, count: number): Window[] {
  const end = mondayOf(dayOf(now));
  return Array.from({ length: count }, (_, index) => {
    const monday = addDays(end, 7 * (index - count));
    return { from: startOfDay(monday), to: startOfDay(addDays(monday, 7)) };
  });
}

/** The end of a window, or now where it has not come yet. */
export function endedBy({ to }: Window, now: Date): Date {
  return to < now ? to : now;
}
