"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { displayCurrencies } from "@/lib/rates/types";
import { chooseCurrency, useCurrency } from "./currency";

/** Which currency prices are shown in; stands inside a `CurrencyProvider`. */
export function CurrencySwitch() {
  const t = useTranslations("common.currency");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const { currency, rates } = useCurrency();
  const choices = rates ? displayCurrencies : (["USD"] as const);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("title")}</legend>
      <div className="inline-flex gap-1 rounded border border-line bg-sunken p-0.5">
        {choices.map((one) => (
          <label
            key={one}
            className="flex h-7 cursor-pointer items-center justify-center rounded-sm px-3 text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="currency"
              className="sr-only"
              checked={currency === one}
              onChange={() => chooseCurrency(one)}
            />
            {one}
          </label>
        ))}
      </div>
      <p className="mt-1 max-w-prose text-xs text-faint">
        {rates ? t("ratesOf", { day: formatDay(rates.day, locale) }) : t("tooOld")}
      </p>
    </fieldset>
  );
}
