"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { ChartCard } from "@/components/growth/chart-card";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { type HealthRange, type HealthView, healthRanges } from "@/lib/health/types";
import { stretchPoints } from "./stretch-points";

const StretchChart = lazy(() => import("./stretch-chart"));

export interface StretchCardProps {
  readonly health: HealthView;
  readonly range: HealthRange;
  readonly choose: (range: HealthRange) => void;
}

/** How long a machine took to answer and how many rounds failed, over time. */
export function StretchCard({ health, range, choose }: StretchCardProps) {
  const t = useTranslations("deployments.health.stretches");
  const note = (
    <>
      {t("note")}
      <RangeButtons range={range} choose={choose} />
    </>
  );
  if (health.stretches.length === 0) {
    return (
      <Card>
        <CardHead title={t("title")} note={note} />
        <EmptyState title={t("empty")} />
      </Card>
    );
  }
  return (
    <ChartCard
      title={t("title")}
      note={note}
      isEmpty={false}
      chart={<StretchChart points={stretchPoints(health)} hasTimes={range === "day"} />}
      table={<StretchTable health={health} />}
    />
  );
}

function RangeButtons({ range, choose }: Pick<StretchCardProps, "range" | "choose">) {
  const t = useTranslations("deployments.health.ranges");
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {healthRanges.map((each) => (
        <Button
          key={each}
          size="sm"
          variant={each === range ? "secondary" : "ghost"}
          aria-pressed={each === range}
          onClick={() => choose(each)}
        >
          {t(each)}
        </Button>
      ))}
    </div>
  );
}

function StretchTable({ health: { stretches } }: Pick<StretchCardProps, "health">) {
  const t = useTranslations("deployments.health.stretches");
  const gpu = useTranslations("deployments.health.gpu");
  const hasGpu = stretches.some(({ gpuUse }) => gpuUse !== null);
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("from")}</HeadCell>
          <HeadCell numeric>{t("rounds")}</HeadCell>
          <HeadCell numeric>{t("failed")}</HeadCell>
          <HeadCell numeric>{t("answer")}</HeadCell>
          {hasGpu && <HeadCell numeric>{gpu("use")}</HeadCell>}
          {hasGpu && <HeadCell numeric>{gpu("temperature")}</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {stretches.toReversed().map((one) => (
          <Row key={one.fromAt}>
            <Cell>
              <Instant at={one.fromAt} style="short" />
            </Cell>
            <Cell numeric>{one.rounds}</Cell>
            <Cell numeric>{one.badRounds}</Cell>
            <Cell numeric>{withUnit(one.answerMs, "ms")}</Cell>
            {hasGpu && <Cell numeric>{withUnit(one.gpuUse, "%")}</Cell>}
            {hasGpu && <Cell numeric>{withUnit(one.gpuTemperature, "°C")}</Cell>}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function withUnit(value: number | null, unit: string): string {
  return value === null ? "–" : `${Math.round(value)} ${unit}`;
}
