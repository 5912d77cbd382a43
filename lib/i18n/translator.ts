import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/i18n/locales";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const texts: Readonly<Record<Locale, object>> = { en, zh };

/** Answers a text, or `null` where the namespace has none of that name. */
export type Say = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string | null;

/** Texts of one namespace outside of pages: mails and answers of actions. */
export function speak(locale: Locale, namespace: string): Say {
  const messages = { spoken: textsOf(locale, namespace) };
  const translate = createTranslator({ locale, messages, namespace: "spoken", timeZone: "UTC" });
  return (key, values) => (translate.has(key) ? translate(key, { ...values }) : null);
}

/** Keys are words of closed lists that are known only at run time, so their type is plain text. */
function textsOf(locale: Locale, namespace: string): Record<string, string> {
  return (Reflect.get(texts[locale], namespace) ?? {}) as Record<string, string>;
}
