"use client";

import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { SiteLink } from "@/components/layout/site-link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { type SpecOrder, type SpecRow, sortSpecs, specColumns } from "./spec-rows";

/** Data sheets of all GPUs; a press on a column's name sorts by it. */
export function SpecTable({ rows }: { readonly rows: readonly SpecRow[] }) {
  const t = useTranslations("gpu.specs");
  const format = useFormatter();
  const [order, setOrder] = useState<SpecOrder>({ by: "name", direction: "ascending" });
  const sortBy = (by: SpecOrder["by"]) => () => setOrder(nextOrder(order, by));
  const head = (by: SpecOrder["by"]) => (
    <SortCell key={by} isFigure={by !== "name"} order={order} by={by} onSort={sortBy(by)}>
      {t(`columns.${by}`)}
    </SortCell>
  );
  return (
    <Card className="overflow-hidden">
      <Table caption={t("title")}>
        <thead>
          <tr>
            {head("name")}
            <HeadCell>{t("vendor")}</HeadCell>
            {specColumns.map(head)}
          </tr>
        </thead>
        <tbody>
          {sortSpecs(rows, order).map((row) => (
            <Row key={row.id}>
              <Cell className="sticky left-0 whitespace-nowrap bg-surface max-sm:px-3">
                <SiteLink href={`/gpus/${row.id}`} className="text-accent hover:underline">
                  {row.name}
                </SiteLink>
              </Cell>
              <Cell className="text-muted">{row.vendor}</Cell>
              {specColumns.map((column) => {
                const value = row[column];
                const text = column === "releaseYear" ? value : value && format.number(value);
                return (
                  <Cell key={column} numeric className={cn(value === null && "text-faint")}>
                    {text ?? "–"}
                  </Cell>
                );
              })}
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** Figures begin with the greatest, names with A; a second press turns the order round. */
function nextOrder(order: SpecOrder, by: SpecOrder["by"]): SpecOrder {
  if (order.by !== by) return { by, direction: by === "name" ? "ascending" : "descending" };
  return { by, direction: order.direction === "ascending" ? "descending" : "ascending" };
}

interface SortCellProps {
  readonly isFigure: boolean;
  readonly order: SpecOrder;
  readonly by: SpecOrder["by"];
  readonly onSort: () => void;
  readonly children: string;
}

function SortCell({ isFigure, order, by, onSort, children }: SortCellProps) {
  const isSorted = order.by === by;
  const Icon = !isSorted ? ArrowUpDown : order.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? order.direction : undefined}
      className={cn(
        "whitespace-nowrap border-b border-line px-4 text-xs font-medium text-faint",
        isFigure ? "text-right" : "sticky left-0 bg-surface text-left max-sm:px-3",
      )}
    >
      <button
        type="button"
        onClick={onSort}
        className="inline-flex min-h-9 items-center gap-1 hover:text-ink"
      >
        {children}
        <Icon aria-hidden className={cn("size-3.5", isSorted && "text-accent")} />
      </button>
    </th>
  );
}
