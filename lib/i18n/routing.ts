import { defineRouting } from "next-intl/routing";
import { defaultLocale, locales } from "./locales";

/** Languages live in the path alone: no cookie, no guess from the browser's language. */
export const routing = defineRouting({
  locales,
  defaultLocale,
  localePrefix: "as-needed",
  localeDetection: false,
  localeCookie: false,
});
