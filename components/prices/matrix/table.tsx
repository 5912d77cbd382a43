import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { MatrixProvider, MatrixRow } from "@/lib/prices/types";
import { GpuRow } from "./gpu-row";
import { ProviderState } from "./provider-state";
import type { Sort, TableSearch } from "./search";
import { SortHead } from "./sort-head";
import type { Words } from "./use-words";

export interface MatrixTableProps {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixProvider[];
  readonly names: ReadonlyMap<string, string>;
  readonly pricing: TableSearch["pricing"];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly words: Words;
}

/** Columns that fit a wide screen beside the filters; more of them scroll in their own frame. */
const FITTING = 8;

/** GPUs against providers. Head row and GPU column stay in sight. */
export function MatrixTable(props: MatrixTableProps) {
  const t = useTranslations("gpus");
  const { rows, columns, names, pricing, sort, onSort, words } = props;
  const fits = columns.length <= FITTING;
  return (
    <section
      aria-label={t("tableName")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className={cn(
        "rounded-lg border border-line bg-surface max-xl:max-h-[88dvh] max-xl:overflow-auto",
        !fits && "xl:max-h-[88dvh] xl:overflow-auto",
      )}
    >
      <table className="w-full table-fixed border-separate border-spacing-0 [&_td]:border-b [&_td]:border-line [&_tbody_tr:last-child>*]:border-b-0">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <SortHead
              className="left-0 z-30 w-44 rounded-tl-lg pl-4 text-left"
              isSorted={sort === "name"}
              direction="ascending"
              onSort={() => onSort(sort === "name" ? "wanted" : "name")}
            >
              {t("gpu")}
            </SortHead>
            <SortHead
              className="w-28 text-right"
              isSorted={sort === "price"}
              direction="ascending"
              onSort={() => onSort(sort === "price" ? "wanted" : "price")}
            >
              {t("lowest")}
            </SortHead>
            {columns.map((provider) => (
              <th
                key={provider.id}
                scope="col"
                className="sticky top-0 z-20 h-13 w-26 border-b border-line-strong bg-surface px-2 text-right text-sm font-medium last:rounded-tr-lg"
              >
                <div className="truncate" title={provider.name}>
                  {provider.name}
                </div>
                <ProviderState state={provider.source} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GpuRow
              key={row.modelId}
              row={row}
              columns={columns}
              names={names}
              pricing={pricing}
              words={words}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
