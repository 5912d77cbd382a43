import { dayIn, startOfDayIn } from "@/lib/costs/zone-days";
import { startOfMonth } from "@/lib/growth/windows";
import { dayOf } from "@/lib/history/days";

/** A calendar month of a time zone: its first moment belongs to it, its end does not. */
export interface Month {
  /** YYYY-MM. */
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
}

/** The month that a moment is in, in an IANA time zone. Pure. */
export function monthIn(now: Date, zone: string): Month {
  const today = dayIn(now, zone);
  const first = (later: number) => startOfDayIn(dayOf(startOfMonth(today, later)), zone);
  return { name: today.slice(0, 7), from: first(0), until: first(1) };
}
