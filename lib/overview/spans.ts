import { mondayOf, startOfMonth, type Window } from "@/lib/growth/windows";
import { addDays, dayOf, startOfDay } from "@/lib/history/days";

const DAYS_SHOWN = 7;

/** The stretches of time that the overview adds up spending for, in UTC; none ends after `now`. */
export interface Spans {
  readonly today: Window;
  /** Since Monday. */
  readonly week: Window;
  readonly month: Window;
  /** The last days, today the last of them, the oldest first. */
  readonly days: readonly (Window & { readonly day: string })[];
  /** How much of the month is still to come. */
  readonly restOfMonthMs: number;
}

/** Cuts time at a moment. Pure. */
export function spansAt(now: Date): Spans {
  const day = dayOf(now);
  const since = (from: Date): Window => ({ from, to: now });
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const one = addDays(day, index + 1 - DAYS_SHOWN);
    const end = startOfDay(addDays(one, 1));
    return { day: one, from: startOfDay(one), to: end < now ? end : now };
  });
  return {
    today: since(startOfDay(day)),
    week: since(startOfDay(mondayOf(day))),
    month: since(startOfMonth(day, 0)),
    days,
    restOfMonthMs: startOfMonth(day, 1).getTime() - now.getTime(),
  };
}
