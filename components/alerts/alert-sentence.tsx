"use client";

import { useTranslations } from "next-intl";
import type { AlertView } from "@/lib/alerts/schema";
import { formatPrice } from "@/lib/format/money";

type Said = Pick<AlertView, "modelName" | "pricingModel" | "area" | "maxPerGpuHour">;

/** What an alert watches, in one sentence. */
export function AlertSentence({ alert }: { readonly alert: Said }) {
  const t = useTranslations();
  return t("auth.alert.sentence", {
    gpu: alert.modelName,
    market: t(`pricingModels.${alert.pricingModel}`),
    limit: formatPrice(alert.maxPerGpuHour) ?? alert.maxPerGpuHour,
    area: t(`areas.${alert.area ?? "anywhere"}`),
  });
}
