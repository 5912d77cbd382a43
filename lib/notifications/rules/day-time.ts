import { DAY_MINUTES } from "@/lib/notifications/rules/types";

const MINUTE_MS = 60_000;
const writers = new Map<string, Intl.DateTimeFormat>();

/** The minute of the day that a zone's clocks show. Pure. */
export function minuteOfDay(at: Date, timeZone: string): number {
  const [hour = 0, minute = 0] = writerOf(timeZone).format(at).split(":").map(Number);
  return hour * 60 + minute;
}

/**
 * The next moment after `at` at which a zone's clocks show a minute of the day. On a day whose clocks
 * leap over it, the moment they have leapt. Pure.
 */
export function nextAt(at: Date, minute: number, timeZone: string): Date {
  const whole = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  const ahead = forward(minuteOfDay(at, timeZone), minute) || DAY_MINUTES;
  const guess = new Date(whole + ahead * MINUTE_MS);
  // The clocks were changed in between: by at most an hour, so the shorter way round is the right one.
  const off = forward(minuteOfDay(guess, timeZone), minute);
  const shift = off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off;
  const shifted = new Date(guess.getTime() + shift * MINUTE_MS);
  return shifted > at && minuteOfDay(shifted, timeZone) === minute ? shifted : guess;
}

/** Whether a minute lies in a span of the day, which may go over midnight; its end is outside. Pure. */
export function isWithin(
  minute: number,
  { from, to }: { readonly from: number; readonly to: number },
) {
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

function forward(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

function writerOf(timeZone: string): Intl.DateTimeFormat {
  const known = writers.get(timeZone);
  if (known) return known;
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const made = new Intl.DateTimeFormat("en-GB", options);
  writers.set(timeZone, made);
  return made;
}
