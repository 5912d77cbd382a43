import { useLocale } from "next-intl";
import type { Amount } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import { isLocale } from "@/lib/i18n/locales";

/** Writes an amount as it is charged, in the page's language. */
export function useAmount(): (amount: Amount) => string {
  const locale = useLocale();
  return (amount) => formatMinor(amount, isLocale(locale) ? locale : "en");
}
