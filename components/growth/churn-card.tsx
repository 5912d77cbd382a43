"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import type { GrowthView } from "@/lib/growth/schema";
import { ChartCard } from "./chart-card";
import { ChurnTable } from "./churn-table";

const ChurnChart = lazy(() => import("./churn-chart"));

/** Paying teams that came and went, week by week. */
export function ChurnCard({ churn }: Pick<GrowthView, "churn">) {
  const t = useTranslations("growth.churn");
  return (
    <ChartCard
      title={t("title")}
      note={t("note")}
      isEmpty={churn.length === 0}
      chart={<ChurnChart churn={churn} />}
      table={<ChurnTable churn={churn} />}
    />
  );
}
