"use client";

import { useLocale } from "next-intl";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";

/** The language of the page. */
export function useReaderLocale(): Locale {
  const locale = useLocale();
  return isLocale(locale) ? locale : defaultLocale;
}
