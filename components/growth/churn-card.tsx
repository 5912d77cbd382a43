"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import type { GrowthView } from "@/lib/growth/schema";
import { ChartCard } from "./chart-card";
import { ChurnTable } from "./churn-table";
import { Written } from "./written";

const ChurnChart = lazy(() => import("./churn-chart"));

/** Paying teams that came and went, week by week. */
export function ChurnCard({ figures, churn }: Pick<GrowthView, "figures" | "churn">) {
  const t = useTranslations("growth.churn");
  return (
    <ChartCard
      title={t("title")}
      note={
        <>
          <p>{t("note")}</p>
          <Written figures={figures} />
        </>
      }
      isEmpty={churn.length === 0}
      chart={<ChurnChart churn={churn} />}
      table={<ChurnTable churn={churn} />}
    />
  );
}
