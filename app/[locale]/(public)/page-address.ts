import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isLocale, type Locale, languageTags, localePath, locales } from "@/lib/i18n/locales";

export interface PageParams {
  readonly params: Promise<{ locale: string }>;
}

/** The language of the address, or the 404 page. */
export function localeOf(params: { readonly locale: string }): Locale {
  if (!isLocale(params.locale)) notFound();
  return params.locale;
}

/** Canonical address and the same page in every language. */
export function alternatesOf(locale: Locale, path: string): Metadata["alternates"] {
  const languages = Object.fromEntries(
    locales.map((each) => [languageTags[each], localePath(each, path)]),
  );
  return {
    canonical: localePath(locale, path),
    languages: { ...languages, "x-default": path },
  };
}
