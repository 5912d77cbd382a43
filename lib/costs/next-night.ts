import { DAY_MS } from "@/lib/history/days";

/** The next midnight in UTC, when bills of what runs are compared. Pure. */
export function nextNight(at: Date): Date {
  return new Date((Math.floor(at.getTime() / DAY_MS) + 1) * DAY_MS);
}
