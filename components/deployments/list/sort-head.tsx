"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { SortKey } from "@/lib/deployments/list/schema";
import type { ListAddress } from "./use-list-query";

interface Column {
  readonly name: "name" | "state" | "gpu" | "where" | "rate" | "cost" | "key" | "lease";
  readonly sort: SortKey | null;
  readonly className: string;
}

const columns: readonly Column[] = [
  { name: "name", sort: "name", className: "" },
  { name: "state", sort: "since", className: "w-44" },
  { name: "gpu", sort: "gpu", className: "w-36" },
  { name: "where", sort: "provider", className: "w-36" },
  { name: "rate", sort: "rate", className: "w-32 text-right" },
  { name: "cost", sort: null, className: "w-28 text-right" },
  { name: "key", sort: null, className: "w-28 max-lg:hidden" },
  { name: "lease", sort: "lease", className: "w-28 max-xl:hidden" },
];

export interface SortHeadProps {
  readonly address: ListAddress;
  readonly isAllChosen: boolean;
  readonly onChooseAll: () => void;
}

/** The head of the table: columns sort, the first box chooses all that the filters show. */
export function SortHead({ address, isAllChosen, onChooseAll }: SortHeadProps) {
  const t = useTranslations("deployments.list");
  return (
    <thead className="sticky top-13 z-10 bg-surface">
      <tr aria-rowindex={1} className="h-9 border-b border-line text-left text-xs text-faint">
        <th scope="col" className="w-10 px-3">
          <input
            type="checkbox"
            aria-label={t("chooseAll")}
            title={t("chooseAll")}
            checked={isAllChosen}
            onChange={onChooseAll}
            className="block size-4 accent-accent"
          />
        </th>
        {columns.map((column) => (
          <HeadCell key={column.name} column={column} address={address} />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell({ column, address }: { readonly column: Column; readonly address: ListAddress }) {
  const t = useTranslations("deployments.columns");
  const { name, sort, className } = column;
  const { query } = address;
  const isSorted = sort !== null && query.sort === sort;
  const Arrow = query.dir === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (query.dir === "asc" ? "ascending" : "descending") : undefined}
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
}
