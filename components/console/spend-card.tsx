"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { ChartCard } from "@/components/growth/chart-card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import type { SpendView } from "@/lib/overview/types";
import { useReaderLocale } from "./use-reader-locale";

const SpendChart = lazy(() => import("./spend-chart"));

/** What each of the last seven days cost, as bars or as a table. */
export function SpendCard({ days, timeZone }: Pick<SpendView, "days" | "timeZone">) {
  const t = useTranslations("console.overview.spend");
  return (
    <ChartCard
      title={t("title")}
      note={t("note", { timeZone })}
      isEmpty={false}
      chart={<SpendChart days={days} />}
      table={<SpendTable days={days} />}
    />
  );
}

function SpendTable({ days }: Pick<SpendView, "days">) {
  const t = useTranslations("console.overview.spend");
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
