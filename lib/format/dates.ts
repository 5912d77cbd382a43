import { type Locale, languageTags } from "@/lib/i18n/locales";

/** A time zone of the IANA list. Left out everywhere: UTC. */
export type Zone = string;
const UTC = "UTC";

/** How a time of day is written: "14:02", or "2:02 PM" and "下午2:02". Left out everywhere: h24. */
export const hourCycles = ["h12", "h24"] as const;
export type HourCycle = (typeof hourCycles)[number];

/** Where and how the reader reads a clock. */
export interface Clock {
  readonly zone?: Zone;
  readonly cycle?: HourCycle;
}

const options: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a thousand times as long as using it. */
function formatterOf(locale: Locale, zone: Zone): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === "zh" ? languageTags.zh : "en-US", {
    ...options,
    ...(locale === "zh" && { month: "numeric" }),
    timeZone: zone,
  });
  formatters.set(key, made);
  return made;
}

/** "22 Nov 2026" or "2026年11月22日". */
export function formatDay(instant: string, locale: Locale, zone?: Zone): string {
  const { year, dayAndMonth } = partsOf(instant, locale, zone);
  return locale === "zh" ? `${year}年${dayAndMonth}` : `${dayAndMonth} ${year}`;
}

/** "22 Nov" or "11月22日". */
export function formatDayAndMonth(instant: string, locale: Locale, zone?: Zone): string {
  return partsOf(instant, locale, zone).dayAndMonth;
}

/** "22 Nov 14:02 UTC". */
export function formatShortInstant(instant: string, locale: Locale, clock: Clock = {}): string {
  const { dayAndMonth, hour, minute, zoneName } = partsOf(instant, locale, clock.zone);
  return `${dayAndMonth} ${timeOfDay([hour, minute], locale, clock)} ${zoneName}`;
}

/** "22 Nov 14:02:31 UTC": for things that follow each other within a minute. */
export function formatExactInstant(instant: string, locale: Locale, clock: Clock = {}): string {
  const { dayAndMonth, hour, minute, second, zoneName } = partsOf(instant, locale, clock.zone);
  return `${dayAndMonth} ${timeOfDay([hour, minute, second], locale, clock)} ${zoneName}`;
}

/** "22 Nov 2026 14:02 UTC". */
export function formatInstant(instant: string, locale: Locale, clock: Clock = {}): string {
  return `${formatDay(instant, locale, clock.zone)} ${formatTime(instant, locale, clock)}`;
}

/** "22 Nov 2026 14:02:31 UTC": all that is known of a moment. */
export function formatWholeInstant(instant: string, locale: Locale, clock: Clock = {}): string {
  const { hour, minute, second, zoneName } = partsOf(instant, locale, clock.zone);
  const time = timeOfDay([hour, minute, second], locale, clock);
  return `${formatDay(instant, locale, clock.zone)} ${time} ${zoneName}`;
}

/** "14:02 UTC". */
export function formatTime(instant: string, locale: Locale, clock: Clock = {}): string {
  const { hour, minute, zoneName } = partsOf(instant, locale, clock.zone);
  return `${timeOfDay([hour, minute], locale, clock)} ${zoneName}`;
}

/** "14:02", in UTC, where the place says so. */
export function formatBareTime(instant: string, locale: Locale): string {
  const { hour, minute } = partsOf(instant, locale);
  return timeOfDay([hour, minute], locale, {});
}

/** "14:05" from its parts, two digits each, or the same on a dial of twelve hours. */
export function timeOfDay(
  [hour = "00", ...rest]: readonly string[],
  locale: Locale,
  { cycle }: Clock,
): string {
  if (cycle !== "h12") return [hour, ...rest].join(":");
  const dial = [String(Number(hour) % 12 || 12), ...rest].join(":");
  const isMorning = Number(hour) < 12;
  if (locale === "zh") return `${isMorning ? "上午" : "下午"}${dial}`;
  return `${dial} ${isMorning ? "AM" : "PM"}`;
}

interface Parts {
  readonly year: string | undefined;
  readonly dayAndMonth: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly zoneName: string | undefined;
}

const REMEMBERED = 400;
const remembered = new Map<string, Parts>();

/** A table writes the same few instants hundreds of times. */
function partsOf(instant: string, locale: Locale, zone: Zone = UTC): Parts {
  const key = `${locale} ${zone} ${instant}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const fresh = readParts(instant, locale, zone);
  remembered.set(key, fresh);
  return fresh;
}

function readParts(instant: string, locale: Locale, zone: Zone): Parts {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatterOf(locale, zone).formatToParts(new Date(instant))) {
    found[part.type] = part.value;
  }
  const { year, month, day, timeZoneName: zoneName } = found;
  const { hour = "", minute = "", second = "" } = found;
  const dayAndMonth = locale === "zh" ? `${month}月${day}日` : `${day} ${month}`;
  return { year, dayAndMonth, hour, minute, second, zoneName };
}
