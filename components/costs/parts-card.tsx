"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { ChartCard } from "@/components/growth/chart-card";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { CostPart } from "@/lib/costs/types";
import { formatMoney } from "@/lib/format/money";
import { CsvButton } from "./csv-button";

const charts = {
  bars: lazy(() => import("./parts-chart")),
  pie: lazy(() => import("./parts-pie")),
} as const;

export interface PartsCardProps {
  readonly title: string;
  /** What one part is. */
  readonly head: string;
  readonly parts: readonly CostPart[];
  /** Bars where nothing is said. */
  readonly shape?: keyof typeof charts;
}

/** What each model, provider or project cost, as a chart, as a table or as a file. */
export function PartsCard({ title, head, parts, shape = "bars" }: PartsCardProps) {
  const t = useTranslations("costs");
  if (parts.length === 0) {
    return (
      <Card>
        <CardHead title={title} />
        <EmptyState title={t("nothingThen")} />
      </Card>
    );
  }
  const Chart = charts[shape];
  return (
    <ChartCard
      title={title}
      note={null}
      isEmpty={false}
      actions={
        <CsvButton
          fileName={title}
          rows={[[head, "usd"], ...parts.map(({ name, amount }) => [name, amount])]}
        />
      }
      chart={<Chart parts={parts} />}
      table={
        <Table caption={title}>
          <thead>
            <tr>
              <HeadCell>{head}</HeadCell>
              <HeadCell numeric>{t("trend.amount")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ id, name, amount }) => (
              <Row key={id}>
                <Cell>{name}</Cell>
                <Cell numeric>{formatMoney(amount)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      }
    />
  );
}
