import { type Locale, languageTags } from "@/lib/i18n/locales";

const options: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
};

const formatters: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-US", options),
  zh: new Intl.DateTimeFormat(languageTags.zh, { ...options, month: "numeric" }),
};

/** "22 Nov 2026" or "2026年11月22日", in UTC. */
export function formatDay(instant: string, locale: Locale): string {
  const { year, dayAndMonth } = partsOf(instant, locale);
  return locale === "zh" ? `${year}年${dayAndMonth}` : `${dayAndMonth} ${year}`;
}

/** "22 Nov" or "11月22日", in UTC. */
export function formatDayAndMonth(instant: string, locale: Locale): string {
  return partsOf(instant, locale).dayAndMonth;
}

/** "22 Nov 14:02 UTC". */
export function formatShortInstant(instant: string, locale: Locale): string {
  const { dayAndMonth, time } = partsOf(instant, locale);
  return `${dayAndMonth} ${time} UTC`;
}

/** "22 Nov 14:02:31 UTC": for things that follow each other within a minute. */
export function formatExactInstant(instant: string, locale: Locale): string {
  const { dayAndMonth, time, second } = partsOf(instant, locale);
  return `${dayAndMonth} ${time}:${second} UTC`;
}

/** "22 Nov 2026 14:02 UTC". */
export function formatInstant(instant: string, locale: Locale): string {
  return `${formatDay(instant, locale)} ${formatTime(instant, locale)}`;
}

/** "14:02 UTC". */
export function formatTime(instant: string, locale: Locale): string {
  return `${formatBareTime(instant, locale)} UTC`;
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
}

const REMEMBERED = 400;
const remembered = new Map<string, Parts>();

/** A table writes the same few instants hundreds of times. */
function partsOf(instant: string, locale: Locale): Parts {
  const key = `${locale} ${instant}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const fresh = readParts(instant, locale);
  remembered.set(key, fresh);
  return fresh;
}

function readParts(instant: string, locale: Locale): Parts {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatters[locale].formatToParts(new Date(instant))) {
    found[part.type] = part.value;
  }
  const { year, month, day, hour, minute, second } = found;
  const dayAndMonth = locale === "zh" ? `${month}月${day}日` : `${day} ${month}`;
  return { year, dayAndMonth, time: `${hour}:${minute}`, second };
}
