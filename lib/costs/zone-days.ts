import { startOfMonth } from "@/lib/growth/windows";
import { addDays, dayOf, daysBetween } from "@/lib/history/days";

const MINUTE_MS = 60_000;
/** No place is further from UTC. */
const FURTHEST_MINUTES = 15 * 60;

const writers = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a thousand times as long as using it. */
function writerOf(zone: string): Intl.DateTimeFormat {
  const known = writers.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  writers.set(zone, made);
  return made;
}

/** The day of a moment in an IANA time zone, YYYY-MM-DD. Pure. */
export function dayIn(at: Date, zone: string): string {
  return writerOf(zone).format(at);
}

/**
 * The first moment of a day in an IANA time zone. Days have 23 to 25 hours where clocks change; one
 * that a zone left out begins where the next one does. Pure.
 */
export function startOfDayIn(day: string, zone: string): Date {
  const middle = Date.parse(`${day}T00:00:00Z`);
  let before = -FURTHEST_MINUTES;
  let from = FURTHEST_MINUTES;
  while (from - before > 1) {
    const between = Math.floor((before + from) / 2);
    const isIn = dayIn(new Date(middle + between * MINUTE_MS), zone) >= day;
    if (isIn) from = between;
    else before = between;
  }
  return new Date(middle + from * MINUTE_MS);
}

/** So many days in a time zone, the last of them the day of `now`; each with its first moment. */
export function lastDaysIn(now: Date, zone: string, count: number): ZoneDay[] {
  const today = dayIn(now, zone);
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(today, index + 1 - count);
    return { day, from: startOfDayIn(day, zone) };
  });
}

/** Every day in a time zone from that of one moment to that of another, each with its first moment. */
export function daysFromTo(first: Date, last: Date, zone: string): ZoneDay[] {
  return daysBetween(dayIn(first, zone), dayIn(last, zone)).map((day) => ({
    day,
    from: startOfDayIn(day, zone),
  }));
}

/** How much of today and of the month after it is still to come, in milliseconds. Pure. */
export function restOfMonth(now: Date, zone: string) {
  const today = dayIn(now, zone);
  const endOfToday = startOfDayIn(addDays(today, 1), zone).getTime();
  const nextMonth = dayOf(startOfMonth(today, 1));
  return {
    restOfTodayMs: endOfToday - now.getTime(),
    restAfterTodayMs: startOfDayIn(nextMonth, zone).getTime() - endOfToday,
  };
}

export interface ZoneDay {
  readonly day: string;
  readonly from: Date;
}
