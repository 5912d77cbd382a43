"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import { useDay } from "@/components/ui/day";
import type { OfferView } from "@/lib/prices/types";

type Aged = Pick<OfferView, "observedAt" | "listedOn" | "freshness">;

/** How old an offer's price is: one that no API tells is of its table's day, however new its stock. */
export function OfferAge({ offer }: { readonly offer: Aged }) {
  const t = useTranslations("launch.offer");
  const writeDay = useDay();
  const age = useTranslations("common")("ago", { length: useSince(offer.observedAt) });
  if (offer.listedOn !== undefined) {
    return t("dated", { day: writeDay(offer.listedOn), age });
  }
  return t(offer.freshness === "fresh" ? "age" : "stale", { age });
}
