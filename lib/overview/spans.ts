import { LAST_DAYS } from "@/lib/costs/forecast";
import { lastDaysIn, startOfDayIn } from "@/lib/costs/zone-days";
import { mondayOf, type Window } from "@/lib/growth/windows";

/** The stretches of time that the overview adds up spending for; none ends after `now`. */
export interface Spans {
  readonly today: Window;
  /** Since Monday. */
  readonly week: Window;
  readonly month: Window;
  /** The days that a month is foreseen by and today, the oldest first. */
  readonly days: readonly (Window & { readonly day: string })[];
}

/** Cuts time at a moment, by the days of an IANA time zone. Pure. */
export function spansAt(now: Date, zone: string): Spans {
  const cut = lastDaysIn(now, zone, LAST_DAYS + 1);
  const day = cut.at(-1)?.day ?? "";
  const since = (first: string): Window => ({ from: startOfDayIn(first, zone), to: now });
  return {
    today: since(day),
    week: since(mondayOf(day)),
    month: since(`${day.slice(0, 7)}-01`),
    days: cut.map((one, index) => ({ ...one, to: cut[index + 1]?.from ?? now })),
  };
}
