import type { Locale } from "@/lib/i18n/locales";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

/** The console's own texts in a language, for journeys that are walked in both. */
export function wordsOf(locale: Locale) {
  return locale === "zh" ? zh : en;
}
