"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { formatBareTime, formatShortInstant } from "@/lib/format/dates";
import { durationPart } from "@/lib/format/duration";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { cn } from "./cn";
import { useWholeInstant } from "./instant";
import { nowMs, subscribeToNow } from "./now";

export interface AgeProps {
  /** An ISO instant. */
  readonly at: string;
  /** Too old to trust: dotted underline and a word. */
  readonly stale?: boolean;
  /** "4 min ago" instead of "4 min". */
  readonly ago?: boolean;
  /** Before the age is known, the time of day alone, in UTC: for cells of a table. */
  readonly compact?: boolean;
  readonly className?: string;
}

/** How long ago. The server's HTML says the instant in UTC; the browser turns it into an age. */
export function Age({ at, stale = false, ago = false, compact = false, className }: AgeProps) {
  const t = useTranslations("common");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const minute = useSyncExternalStore(subscribeToNow, nowMs, () => null);
  const text = () => {
    if (minute === null)
      return compact ? formatBareTime(at, locale) : formatShortInstant(at, locale);
    const { unit, value } = durationPart(minute - Date.parse(at));
    const length = t(`duration.${unit}`, { value });
    return ago ? t("ago", { length }) : length;
  };
  return (
    <span className={cn("whitespace-nowrap text-faint", className)}>
      <time
        dateTime={at}
        title={useWholeInstant(at)}
        className={cn(stale && "underline decoration-dotted underline-offset-2")}
      >
        {text()}
      </time>
      {stale && <span className="ml-1 text-warn">{t("stale")}</span>}
    </span>
  );
}
