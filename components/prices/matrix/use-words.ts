"use client";

import { useLocale, useTranslations } from "next-intl";
import { startTransition, useEffect, useMemo, useState } from "react";
import { nowMs, subscribeToNow } from "@/components/ui/now";
import { formatBareTime, formatDay, formatInstant } from "@/lib/format/dates";
import { type DurationPart, durationPart } from "@/lib/format/duration";
import { formatPriceIn } from "@/lib/format/money";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import type { MatrixRow } from "@/lib/prices/types";
import { useCurrency } from "../currency";

/** Everything the cells of the table say. Asked for once, because there are a thousand of them. */
export interface Words {
  readonly locale: Locale;
  readonly lowest: string;
  readonly soldOut: string;
  readonly stale: string;
  readonly notSold: string;
  readonly nothingToBuy: string;
  /** What stands under a GPU's name. */
  underName(row: Pick<MatrixRow, "memoryGb" | "vendor" | "isUnspecific">): string;
  /** An age; before the browser's clock is known, the time of day in UTC. */
  age(at: string): string;
  instant(at: string): string;
  day(on: string): string;
  referencePrice(on: string): string;
  listPrice(on: string): string;
  /** A price, from decimal dollars, in the reader's currency. */
  price(decimal: string): string | null;
}

const MINUTE_MS = 60_000;

/** The words of the table; they change when a minute has passed. */
export function useWords(): Words {
  const t = useTranslations("gpus");
  const common = useTranslations("common");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const minute = useMinute();
  const currency = useCurrency();
  return useMemo(() => {
    const lengths = new Map<string, string>();
    const lengthOf = ({ unit, value }: DurationPart) => {
      const key = `${value} ${unit}`;
      const text = lengths.get(key) ?? common(`duration.${unit}`, { value });
      lengths.set(key, text);
      return text;
    };
    return {
      locale,
      lowest: t("lowestWord"),
      soldOut: t("soldOut"),
      stale: common("stale"),
      notSold: t("notSold"),
      nothingToBuy: t("nothingToBuy"),
      underName: ({ memoryGb, vendor, isUnspecific }) => {
        const memory = memoryGb === null ? vendor : common("memory", { gb: memoryGb });
        return isUnspecific ? t("unspecific", { memory }) : memory;
      },
      age: (at) =>
        minute === null
          ? formatBareTime(at, locale)
          : lengthOf(durationPart(nowMs() - Date.parse(at))),
      instant: (at) => formatInstant(at, locale),
      day: (on) => formatDay(on, locale),
      referencePrice: (on) => common("referencePrice", { day: formatDay(on, locale) }),
      listPrice: (on) => common("listPrice", { day: formatDay(on, locale) }),
      price: (decimal) => formatPriceIn(decimal, currency),
    };
  }, [t, common, locale, minute, currency]);
}

/** The minute of the browser's clock; a new one is drawn without holding up anything else. */
function useMinute(): number | null {
  const [minute, setMinute] = useState<number | null>(null);
  useEffect(() => {
    const look = () => startTransition(() => setMinute(Math.floor(nowMs() / MINUTE_MS)));
    look();
    return subscribeToNow(look);
  }, []);
  return minute;
}
