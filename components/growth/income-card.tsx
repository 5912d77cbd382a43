"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { formatMoney } from "@/lib/format/money";
import type { GrowthView } from "@/lib/growth/schema";
import { ChartCard } from "./chart-card";
import { IncomeTable } from "./income-table";
import { Written } from "./written";

const IncomeChart = lazy(() => import("./income-chart"));

/** What subscriptions bring a month, day by day and by tier. */
export function IncomeCard({
  figures,
  income,
  apart,
}: Pick<GrowthView, "figures" | "income" | "apart">) {
  const t = useTranslations("growth.income");
  const newest = income.at(-1);
  return (
    <ChartCard
      title={t("title")}
      note={
        <>
          {newest && <p>{t("now", { amount: formatMoney(newest.total) ?? newest.total })}</p>}
          <p>{t("note")}</p>
          <Written figures={figures} />
          {apart.map(({ currency, count }) => (
            <p key={currency}>{t("apart", { currency: currency.toUpperCase(), count })}</p>
          ))}
        </>
      }
      isEmpty={income.length === 0}
      chart={<IncomeChart income={income} />}
      table={<IncomeTable income={income} />}
    />
  );
}
