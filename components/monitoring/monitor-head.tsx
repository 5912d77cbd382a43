"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListAddress } from "@/components/deployments/list/use-list-query";
import { cn } from "@/components/ui/cn";
import type { SortKey } from "@/lib/deployments/list/schema";

interface Column {
  readonly name:
    | "name"
    | "verdict"
    | "use"
    | "hour"
    | "memory"
    | "temperature"
    | "power"
    | "answer"
    | "where"
    | "rate";
  readonly sort: SortKey | null;
  readonly className: string;
}

const columns: readonly Column[] = [
  { name: "name", sort: "name", className: "" },
  { name: "verdict", sort: "verdict", className: "w-40" },
  { name: "use", sort: "use", className: "w-20 text-right" },
  { name: "hour", sort: null, className: "w-32 max-lg:hidden" },
  { name: "memory", sort: "memory", className: "w-20 text-right max-lg:hidden" },
  { name: "temperature", sort: "temperature", className: "w-20 text-right max-lg:hidden" },
  { name: "power", sort: "power", className: "w-20 text-right max-xl:hidden" },
  { name: "answer", sort: "answer", className: "w-20 text-right max-xl:hidden" },
  { name: "where", sort: "provider", className: "w-44 max-[1400px]:hidden" },
  { name: "rate", sort: "rate", className: "w-24 text-right" },
];

/** How many columns the table has. */
export const COLUMNS = columns.length;

/** The head of the table, whose columns sort. */
export function MonitorHead({ address }: { readonly address: ListAddress }) {
  const t = useTranslations("monitoring.columns");
  const { query } = address;
  const Arrow = query.dir === "asc" ? ArrowUp : ArrowDown;
  return (
    <thead className="sticky top-13 z-10 bg-surface">
      <tr aria-rowindex={1} className="h-9 border-b border-line text-left text-xs text-faint">
        {columns.map(({ name, sort, className }) => {
          const isSorted = sort !== null && query.sort === sort;
          const order = query.dir === "asc" ? "ascending" : "descending";
          return (
            <th
              key={name}
              scope="col"
              aria-sort={isSorted ? order : undefined}
              className={cn("px-3 font-medium", className)}
            >
              {sort === null ? (
                t(name)
              ) : (
                <button
                  type="button"
                  onClick={() => address.sortBy(sort)}
                  className="inline-flex h-7 items-center gap-1 rounded hover:text-ink"
                >
                  {t(name)}
                  {isSorted && <Arrow aria-hidden className="size-3" />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
