"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { GpuMatrix as GpuMatrixView, MatrixProvider } from "@/lib/prices/types";
import { Facets } from "./facets";
import { MatrixList } from "./list";
import { NoRows } from "./no-rows";
import { findRows } from "./rows";
import { countFilters, sorts, type TableSearch } from "./search";
import { SearchWatch } from "./search-watch";
import { MatrixTable } from "./table";
import { useSearch } from "./use-search";
import { useWide } from "./use-wide";

const FIRST_COLUMNS = 8;

export interface GpuMatrixProps {
  readonly matrix: GpuMatrixView;
}

/** The price table with its filters. What the reader asked for stands in the address. */
export function GpuMatrix({ matrix }: GpuMatrixProps) {
  const t = useTranslations("gpus");
  const [search, change] = useSearch();
  const isWide = useWide();
  const { providers, rows } = matrix;
  const names = useMemo(() => new Map(providers.map(({ id, name }) => [id, name])), [providers]);
  const left = findRows(rows, search);
  const facets = <Facets rows={rows} providers={providers} search={search} onChange={change} />;
  return (
    <div className="matrix grid gap-x-6 lg:grid-cols-[188px_minmax(0,1fr)]">
      <Suspense fallback={null}>
        <SearchWatch />
      </Suspense>
      <aside aria-label={t("filters")} className="scripted hidden lg:block">
        {facets}
      </aside>
      <div className="grid min-w-0 content-start gap-3">
        <Toolbar search={search} onChange={change} count={left.length}>
          {facets}
        </Toolbar>
        {left.length === 0 && <NoRows rows={rows} search={search} onChange={change} />}
        {left.length > 0 && isWide !== false && (
          <div className="max-md:hidden">
            <MatrixTable
              rows={left}
              columns={columnsOf(providers, search)}
              names={names}
              pricing={search.pricing}
              sort={search.sort}
              onSort={(sort) => change({ sort })}
            />
          </div>
        )}
        {left.length > 0 && isWide !== true && (
          <div className="md:hidden">
            <MatrixList rows={left} names={names} pricing={search.pricing} />
          </div>
        )}
      </div>
    </div>
  );
}

function columnsOf(providers: readonly MatrixProvider[], search: TableSearch): MatrixProvider[] {
  if (search.providers.length === 0) return providers.slice(0, FIRST_COLUMNS);
  return providers.filter(({ id }) => search.providers.includes(id));
}

interface ToolbarProps {
  readonly search: TableSearch;
  readonly onChange: (part: Partial<TableSearch>) => void;
  readonly count: number;
  /** The filters, for screens too narrow to show them beside the table. */
  readonly children: React.ReactNode;
}

function Toolbar({ search, onChange, count, children }: ToolbarProps) {
  const t = useTranslations("gpus");
  const [isOpen, setOpen] = useState(false);
  const filterCount = countFilters(search);
  return (
    <div className="scripted flex flex-wrap items-center gap-2">
      <div className="relative min-w-48 flex-1 sm:max-w-sm">
        <Search aria-hidden className="absolute inset-y-0 left-3 my-auto size-4 text-faint" />
        <Input
          type="search"
          aria-label={t("search")}
          value={search.q}
          placeholder={t("searchPlaceholder")}
          maxLength={200}
          onChange={(event) => onChange({ q: event.target.value })}
          className="pl-9"
        />
      </div>
      <Button className="lg:hidden" onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden className="size-4" />
        {filterCount > 0 ? t("filtersSet", { count: filterCount }) : t("filters")}
      </Button>
      <Select
        aria-label={t("sort")}
        value={search.sort}
        onChange={(event) =>
          onChange({ sort: sorts.find((sort) => sort === event.target.value) ?? "wanted" })
        }
        boxClassName="w-44"
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Select>
      <p role="status" className="ml-auto text-sm text-muted">
        {t("count", { count })}
      </p>
      <Dialog
        side
        open={isOpen}
        onOpenChange={setOpen}
        title={t("filters")}
        footer={
          <Button variant="primary" onClick={() => setOpen(false)}>
            {t("show", { count })}
          </Button>
        }
      >
        {children}
      </Dialog>
    </div>
  );
}
