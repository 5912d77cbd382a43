"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { ChartCard } from "@/components/growth/chart-card";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { CostPart } from "@/lib/costs/types";
import { formatMoney } from "@/lib/format/money";

const PartsChart = lazy(() => import("./parts-chart"));

export interface PartsCardProps {
  readonly title: string;
  /** What one part is. */
  readonly head: string;
  readonly parts: readonly CostPart[];
}

/** What each model, provider or project cost, as bars or as a table. */
export function PartsCard({ title, head, parts }: PartsCardProps) {
  const t = useTranslations("costs");
  if (parts.length === 0) {
    return (
      <Card>
        <CardHead title={title} />
        <EmptyState title={t("nothingThen")} />
      </Card>
    );
  }
  return (
    <ChartCard
      title={title}
      note={null}
      isEmpty={false}
      chart={<PartsChart parts={parts} />}
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
