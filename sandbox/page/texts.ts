import messages from "../messages.json";

export type Language = "en" | "zh";
export type TextKey = keyof (typeof messages)["en"];
export type Say = (key: TextKey, values?: Record<string, string>) => string;

/** The texts of one language, with `{name}` places filled in. */
export function speak(language: Language): Say {
  return (key, values = {}) =>
    messages[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The language asked for in the address, else what the browser prefers, else English. */
export function languageOf(query: string | null, accepted: string | undefined): Language {
  if (query === "zh" || query === "en") return query;
  return /^\s*zh/i.test(accepted ?? "") ? "zh" : "en";
}

export function isTextKey(key: string): key is TextKey {
  return key in messages.en;
}

/** The text of a key put together at run time, or the fallback where there is none. */
export function textOr(say: Say, key: string, fallback: string): string {
  return isTextKey(key) ? say(key) : fallback;
}
