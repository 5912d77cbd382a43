"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { PriceHistory as History } from "@/lib/history/types";
import { chartPoints, firstRange, historyRows, type Range, ranges } from "./history-points";
import { HistoryTable } from "./history-table";
import { useSeen } from "./use-seen";

const HistoryChart = dynamic(() => import("./history-chart"), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

export interface PriceHistoryProps {
  readonly history: History;
  readonly until: string;
}

/** The lowest price over time as a chart, and the same numbers as a table. */
export function PriceHistory({ history, until }: PriceHistoryProps) {
  const t = useTranslations("gpu.history");
  const [range, setRange] = useState<Range>(() => firstRange(history, until));
  const [isTable, setTable] = useState(false);
  const [place, isSeen] = useSeen();
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
        {rows.length > 0 && !isTable && isSeen && (
          <HistoryChart
            points={chartPoints(rows, until)}
            liveFromMs={liveFromMs(rows)}
            hasTimes={rows[0]?.kind === "move"}
          />
        )}
        {rows.length > 0 && !isTable && !isSeen && <Skeleton className="h-72 w-full" />}
      </div>
    </div>
  );
}

/** Where the reference's weeks end, in a range that begins with them. */
function liveFromMs(rows: ReturnType<typeof historyRows>): number | null {
  if (rows[0]?.kind !== "week") return null;
  const first = rows.find((row) => row.kind === "day");
  return first ? Date.parse(first.at) : null;
}
