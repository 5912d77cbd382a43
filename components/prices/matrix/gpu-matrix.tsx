"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Suspense, useDeferredValue, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { GpuMatrix as GpuMatrixView, MatrixProvider } from "@/lib/prices/types";
import { Facets } from "./facets";
import { Frozen } from "./frozen";
import { MatrixList } from "./list";
import { NoRows } from "./no-rows";
import { findRows } from "./rows";
import { countFilters, sorts, type TableSearch, writeSearch } from "./search";
import { SearchWatch } from "./search-watch";
import { MatrixTable } from "./table";
import { useSearch } from "./use-search";
import { useWide } from "./use-wide";
import { useWords } from "./use-words";

/** Only who opens the filters on a narrow screen loads the dialog. */
const Dialog = dynamic(() => import("@/components/ui/dialog").then((module) => module.Dialog));

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
  const drawn = useDeferredValue(search);
  const left = useMemo(() => findRows(rows, drawn), [rows, drawn]);
  const shown = drawn.providers.join();
  const columns = useMemo(() => columnsOf(providers, shown), [providers, shown]);
  const [first] = useState(matrix);
  const isTouched = first !== matrix || writeSearch(drawn) !== "";
  const words = useWords();
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
          <Frozen isThawed={isWide === true} ageOf={words.age} className="max-md:hidden">
            <MatrixTable
              rows={left}
              columns={columns}
              names={names}
              pricing={drawn.pricing}
              sort={drawn.sort}
              onSort={(sort) => change({ sort })}
              words={words}
            />
          </Frozen>
        )}
        {left.length > 0 && isWide !== true && (
          <Frozen isThawed={isTouched} ageOf={words.age} className="md:hidden">
            <MatrixList rows={left} names={names} pricing={drawn.pricing} words={words} />
          </Frozen>
        )}
      </div>
    </div>
  );
}

/** The chosen providers, or those with most fresh offers. `chosen` is ids with commas. */
function columnsOf(providers: readonly MatrixProvider[], chosen: string): MatrixProvider[] {
  if (chosen === "") return providers.slice(0, FIRST_COLUMNS);
  const ids = new Set(chosen.split(","));
  return providers.filter(({ id }) => ids.has(id));
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
      {isOpen && (
        <Dialog
          side
          open
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
      )}
    </div>
  );
}
