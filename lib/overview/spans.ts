import { lastDaysIn, startOfDayIn } from "@/lib/costs/zone-days";
import { mondayOf, type Window } from "@/lib/growth/windows";
import { addDays } from "@/lib/history/days";

const DAYS_SHOWN = 7;

/** The stretches of time that the overview adds up spending for; none ends after `now`. */
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

/** Cuts time at a moment, by the days of an IANA time zone. Pure. */
export function spansAt(now: Date, zone: string): Spans {
  const cut = lastDaysIn(now, zone, DAYS_SHOWN);
  const day = cut.at(-1)?.day ?? "";
  const since = (first: string): Window => ({ from: startOfDayIn(first, zone), to: now });
  const firstOfMonth = `${day.slice(0, 7)}-01`;
  const nextMonth = `${addDays(firstOfMonth, 31).slice(0, 7)}-01`;
  return {
    today: since(day),
    week: since(mondayOf(day)),
    month: since(firstOfMonth),
    days: cut.map((one, index) => ({ ...one, to: cut[index + 1]?.from ?? now })),
    restOfMonthMs: startOfDayIn(nextMonth, zone).getTime() - now.getTime(),
  };
}
