"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { ChartCard } from "@/components/growth/chart-card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { CostsView } from "@/lib/costs/types";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";

const TrendChart = lazy(() => import("./trend-chart"));

/** What each of the last thirty days cost, as bars or as a table. */
export function TrendCard({ days }: Pick<CostsView, "days">) {
  const t = useTranslations("costs.trend");
  return (
    <ChartCard
      title={t("title")}
      note={t("note")}
      isEmpty={false}
      chart={<TrendChart days={days} />}
      table={<TrendTable days={days} />}
    />
  );
}

function TrendTable({ days }: Pick<CostsView, "days">) {
  const t = useTranslations("costs.trend");
  const locale = useReaderLocale();
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("day")}</HeadCell>
          <HeadCell numeric>{t("amount")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, amount }) => (
          <Row key={day}>
            <Cell>{formatDay(day, locale)}</Cell>
            <Cell numeric>{formatMoney(amount)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
