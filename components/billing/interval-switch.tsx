"use client";

import { useTranslations } from "next-intl";
import { type BillingInterval, billingIntervals } from "@/lib/billing/plans";

export interface IntervalSwitchProps {
  readonly interval: BillingInterval;
  readonly onChoose: (interval: BillingInterval) => void;
}

/** Whether prices are for a month or a year. */
export function IntervalSwitch({ interval, onChoose }: IntervalSwitchProps) {
  const t = useTranslations("subscription");
  return (
    <fieldset className="inline-flex gap-1 rounded border border-line bg-sunken p-0.5">
      <legend className="sr-only">{t("choose.interval")}</legend>
      {billingIntervals.map((one) => (
        <label
          key={one}
          className="flex h-7 cursor-pointer items-center justify-center rounded-sm px-3 text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="interval"
            className="sr-only"
            checked={interval === one}
            onChange={() => onChoose(one)}
          />
          {t(`every.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
