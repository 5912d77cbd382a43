"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { PriceHistory as History } from "@/lib/history/types";
import { HistoryFigure } from "./history-figure";
import {
  chartPoints,
  firstRange,
  type HistoryRow,
  historyRows,
  type Range,
  ranges,
} from "./history-points";
import { HistoryTable } from "./history-table";
import { useWanted } from "./use-wanted";

const HistoryChart = lazy(() => import("./history-chart"));

export interface PriceHistoryProps {
  readonly history: History;
  readonly until: string;
}

/** The lowest price over time as a chart, and the same numbers as a table. */
export function PriceHistory({ history, until }: PriceHistoryProps) {
  const t = useTranslations("gpu.history");
  const [range, setRange] = useState<Range>(() => firstRange(history, until));
  const [isTable, setTable] = useState(false);
  const [place, isWanted] = useWanted();
  const rows = useMemo(() => historyRows(history, range, until), [history, range, until]);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-2">
        {ranges.map((each) => (
          <Button
            key={each}
            size="sm"
            variant={each === range ? "secondary" : "ghost"}
            aria-pressed={each === range}
            onClick={() => setRange(each)}
          >
            {t(`ranges.${each}`)}
          </Button>
        ))}
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? t("asChart") : t("asTable")}
        </Button>
      </div>
      <div ref={place} className="min-h-80 p-4">
        {rows.length === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
        {rows.length > 0 && isTable && <HistoryTable rows={rows} />}
        {rows.length > 0 && !isTable && <Chart rows={rows} until={until} isWanted={isWanted} />}
      </div>
    </div>
  );
}

interface ChartProps {
  readonly rows: readonly HistoryRow[];
  readonly until: string;
  readonly isWanted: boolean;
}

/** Drawn as it arrives; with prices under the pointer once somebody wants it. */
function Chart({ rows, until, isWanted }: ChartProps) {
  const drawn = {
    points: chartPoints(rows, until),
    liveFromMs: liveFromMs(rows),
    hasTimes: rows[0]?.kind === "move",
  };
  const figure = <HistoryFigure {...drawn} />;
  if (!isWanted) return figure;
  return (
    <Suspense fallback={figure}>
      <HistoryChart {...drawn} />
    </Suspense>
  );
}

/** Where the reference's weeks end, in a range that begins with them. */
function liveFromMs(rows: readonly HistoryRow[]): number | null {
  if (rows[0]?.kind !== "week") return null;
  const first = rows.find((row) => row.kind === "day");
  return first ? Date.parse(first.at) : null;
}
