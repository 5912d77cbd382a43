"use client";

import { useTranslations } from "next-intl";
import { useInstants } from "@/components/ui/instant";
import type { GrowthView } from "@/lib/growth/schema";

/** Of which hourly run the series are: it writes them together with the figures of the day. */
export function Written({ figures }: Pick<GrowthView, "figures">) {
  const t = useTranslations("growth");
  const write = useInstants();
  const newest = figures
    .flatMap(({ stored }) => stored?.computedAt ?? [])
    .toSorted()
    .at(-1);
  return <p>{newest ? t("written", { at: write(newest) }) : t("notWrittenToday")}</p>;
}
