export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];

/** The language without a prefix in the address. */
export const defaultLocale: Locale = "en";

/** What `<html lang>` and `hreflang` say. */
export const languageTags: Readonly<Record<Locale, string>> = { en: "en", zh: "zh-CN" };

export function isLocale(text: string): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The address of a page in a language: English as it is, Chinese under /zh. */
export function localePath(locale: Locale, path: string): string {
  if (locale === defaultLocale) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}
