"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { ChartCard } from "@/components/growth/chart-card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { CsvButton } from "./csv-button";
import type { DayCostsChartProps } from "./day-costs-chart";

const DayCostsChart = lazy(() => import("./day-costs-chart"));

export interface DayCostsCardProps extends DayCostsChartProps {
  readonly title: string;
  readonly note: string;
}

/** What each of the last days cost, as bars, as a table or as a file. */
export function DayCostsCard({ title, note, days, hasLabels }: DayCostsCardProps) {
  const t = useTranslations("costs.trend");
  return (
    <ChartCard
      title={title}
      note={note}
      isEmpty={false}
      actions={
        <CsvButton
          fileName={title}
          rows={[[t("day"), "usd"], ...days.map(({ day, amount }) => [day, amount])]}
        />
      }
      chart={<DayCostsChart days={days} hasLabels={hasLabels} />}
      table={<DayCostsTable caption={title} days={days} />}
    />
  );
}

interface DayCostsTableProps extends Pick<DayCostsCardProps, "days"> {
  readonly caption: string;
}

function DayCostsTable({ caption, days }: DayCostsTableProps) {
  const t = useTranslations("costs.trend");
  const locale = useReaderLocale();
  return (
    <Table caption={caption}>
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
