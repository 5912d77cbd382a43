import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isLocale, type Locale, languageTags, localePath, locales } from "@/lib/i18n/locales";
import { feedPath } from "@/lib/prices/feed";

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
    types: {
      "application/atom+xml": feedPath(locale, "xml"),
      "application/feed+json": feedPath(locale, "json"),
    },
  };
}

/** The picture shown where a GPU's page is shared. */
export function pictureOf(modelId: string, name: string): Metadata["openGraph"] {
  return { images: [{ url: `/pictures/${modelId}.png`, width: 1200, height: 630, alt: name }] };
}
