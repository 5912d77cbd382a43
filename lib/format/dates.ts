import { type Locale, languageTags } from "@/lib/i18n/locales";

/** A time zone of the IANA list. Left out everywhere: UTC. */
export type Zone = string;
const UTC = "UTC";

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
export function formatShortInstant(instant: string, locale: Locale, zone?: Zone): string {
  const { dayAndMonth, time, zoneName } = partsOf(instant, locale, zone);
  return `${dayAndMonth} ${time} ${zoneName}`;
}

/** "22 Nov 14:02:31 UTC": for things that follow each other within a minute. */
export function formatExactInstant(instant: string, locale: Locale, zone?: Zone): string {
  const { dayAndMonth, time, second, zoneName } = partsOf(instant, locale, zone);
  return `${dayAndMonth} ${time}:${second} ${zoneName}`;
}

/** "22 Nov 2026 14:02 UTC". */
export function formatInstant(instant: string, locale: Locale, zone?: Zone): string {
  return `${formatDay(instant, locale, zone)} ${formatTime(instant, locale, zone)}`;
}

/** "22 Nov 2026 14:02:31 UTC": all that is known of a moment. */
export function formatWholeInstant(instant: string, locale: Locale, zone?: Zone): string {
  const { time, second, zoneName } = partsOf(instant, locale, zone);
  return `${formatDay(instant, locale, zone)} ${time}:${second} ${zoneName}`;
}

/** "14:02 UTC". */
export function formatTime(instant: string, locale: Locale, zone?: Zone): string {
  const { time, zoneName } = partsOf(instant, locale, zone);
  return `${time} ${zoneName}`;
}

/** "14:02", in UTC, where the place says so. */
export function formatBareTime(instant: string, locale: Locale): string {
  return partsOf(instant, locale).time;
}

interface Parts {
  readonly year: string | undefined;
  readonly dayAndMonth: string;
  readonly time: string;
  readonly second: string | undefined;
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
  const { year, month, day, hour, minute, second, timeZoneName: zoneName } = found;
  const dayAndMonth = locale === "zh" ? `${month}月${day}日` : `${day} ${month}`;
  return { year, dayAndMonth, time: `${hour}:${minute}`, second, zoneName };
}
