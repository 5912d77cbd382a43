import { useLocale } from "next-intl";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

/** Writes a day (YYYY-MM-DD) in the reader's language: "22 Nov 2026"; the same in every zone. */
export function useDay(): (day: string) => string {
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (day) => formatDay(day, locale);
}
