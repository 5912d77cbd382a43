"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { Price } from "../price";
import {
  chartPoints,
  type HistoryFacts,
  type HistoryRow,
  historyRows,
  type Range,
  ranges,
  rowsInRange,
} from "./history-points";
import { useSeen } from "./use-seen";

const HistoryChart = dynamic(() => import("./history-chart"), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

export interface PriceHistoryProps {
  readonly history: HistoryFacts;
  readonly until: string;
}

/** The lowest price over time as a chart, and the same numbers as a table. */
export function PriceHistory({ history, until }: PriceHistoryProps) {
  const t = useTranslations("gpu.history");
  const all = useMemo(() => historyRows(history), [history]);
  const [range, setRange] = useState<Range>(() => firstRange(all, until));
  const [isTable, setTable] = useState(false);
  const [place, isSeen] = useSeen();
  const rows = rowsInRange(all, range, until);
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
          <HistoryChart points={chartPoints(rows, until)} liveFromMs={liveFromMs(all)} />
        )}
        {rows.length > 0 && !isTable && !isSeen && <Skeleton className="h-72 w-full" />}
      </div>
    </div>
  );
}

/** The shortest range that shows a course and not only a point. */
function firstRange(rows: readonly HistoryRow[], until: string): Range {
  return ranges.find((range) => rowsInRange(rows, range, until).length >= 8) ?? "all";
}

function liveFromMs(rows: readonly HistoryRow[]): number | null {
  const first = rows.find((row) => row.kind === "live");
  return first ? Date.parse(first.at) : null;
}

function HistoryTable({ rows }: { readonly rows: readonly HistoryRow[] }) {
  const t = useTranslations("gpu.history");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell>{t("day")}</HeadCell>
            <HeadCell numeric>{t("onDemand")}</HeadCell>
            <HeadCell numeric>{t("spot")}</HeadCell>
            <HeadCell>{t("kind")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <Row key={row.at}>
              <Cell className="whitespace-nowrap">{formatDay(row.at, locale)}</Cell>
              <Cell numeric>
                <Price value={row.demand} per="nothing" absence={t("notSeen")} />
              </Cell>
              <Cell numeric>
                <Price value={row.spot} per="nothing" absence={t("notSeen")} />
              </Cell>
              <Cell className="text-faint">{t(`kinds.${row.kind}`)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
