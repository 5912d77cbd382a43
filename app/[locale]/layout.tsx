import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { isLocale, languageTags } from "@/lib/i18n/locales";
import "../globals.css";
import { inter, jetbrainsMono } from "./fonts";

interface LocaleProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: LocaleProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = await getTranslations({ locale, namespace: "layout" });
  return {
    metadataBase: new URL(env.APP_URL),
    title: { default: t("title"), template: `%s · ${t("product")}` },
    description: t("description"),
    applicationName: t("product"),
    robots: env.WORLD === "sandbox" ? { index: false, follow: false } : undefined,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f9fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1115" },
  ],
};

export default async function LocaleLayout(props: LocaleProps & { readonly children: ReactNode }) {
  const { locale } = await props.params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html
      lang={languageTags[locale]}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
      data-clock-offset={clockOffsetMs()}
      data-scroll-behavior="smooth"
      suppressHydrationWarning
    >
      <body>{props.children}</body>
    </html>
  );
}

/** How far the sandbox's clock is ahead of the real one; ages in the browser need it. */
function clockOffsetMs(): number {
  const offsetMs = clock.now().getTime() - Date.now();
  return Math.abs(offsetMs) < 2_000 ? 0 : offsetMs;
}
