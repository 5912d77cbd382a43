import type { Price } from "../records/catalog";
import type { Span } from "../records/subscription";

const DAY_S = 86_400;

type Recurring = NonNullable<Price["recurring"]>;

/** The billing period that holds `moment`, counted from the anchor; months keep the anchor's day where they can. */
export function periodAt(anchor: number, recurring: Recurring, moment: number): Span {
  let steps = 1;
  while (after(anchor, recurring, steps) <= moment) steps += 1;
  return { start: after(anchor, recurring, steps - 1), end: after(anchor, recurring, steps) };
}

/** The moment some intervals after another one, in Unix seconds. */
export function after(anchor: number, recurring: Recurring, steps: number): number {
  const count = steps * recurring.interval_count;
  if (recurring.interval === "day") return anchor + count * DAY_S;
  if (recurring.interval === "week") return anchor + count * 7 * DAY_S;
  return addMonths(anchor, recurring.interval === "year" ? count * 12 : count);
}

/** The same day and time some months on; the month's last day where there is no such day. */
export function addMonths(moment: number, months: number): number {
  const date = new Date(moment * 1_000);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const lastDay = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0),
  ).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  const timeOfDay = moment % DAY_S;
  return first / 1_000 + (day - 1) * DAY_S + timeOfDay;
}
