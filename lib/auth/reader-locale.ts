import { defaultLocale, type Locale, locales } from "@/lib/i18n/locales";

/** The language of the page a request was made from: the prefix of its address. */
export function readerLocale(headers: Pick<Headers, "get">): Locale {
  const from = headers.get("referer") ?? "";
  if (!URL.canParse(from)) return defaultLocale;
  const prefix = new URL(from).pathname.split("/")[1];
  return locales.find((locale) => locale === prefix) ?? defaultLocale;
}
