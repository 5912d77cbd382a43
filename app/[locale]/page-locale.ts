import { setRequestLocale } from "next-intl/server";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";

/** What every page below the language folder is given. */
export interface LocaleParams {
  readonly params: Promise<{ locale: string }>;
}

/**
 * The language of the address. Call it before any text is read, in a page's metadata as well: the
 * first reader settles the language of the whole request.
 */
export async function pageLocale({ params }: LocaleParams): Promise<Locale> {
  const { locale } = await params;
  const known = isLocale(locale) ? locale : defaultLocale;
  setRequestLocale(known);
  return known;
}
