"use client";

import { useTranslations } from "next-intl";
import type { OddsView } from "@/lib/odds/types";

/** How launches there ended of late; nothing until enough teams have launched enough. */
export function OddsLine({ odds }: { readonly odds: OddsView | null }) {
  const t = useTranslations("launch.best");
  if (!odds) return null;
  const { successPercent, launches, medianReadySeconds, p90ReadySeconds } = odds;
  return (
    <p className="text-xs text-faint tabular-nums">
      {t("odds", { percent: successPercent, launches })}
      {medianReadySeconds !== null &&
        ` · ${t("ready", { median: medianReadySeconds, p90: p90ReadySeconds ?? medianReadySeconds })}`}
    </p>
  );
}
