import NextLink from "next/link";
import { memo } from "react";
import { localePath } from "@/lib/i18n/locales";
import type { MatrixProvider, MatrixRow } from "@/lib/prices/types";
import { PriceCell } from "./cell";
import { LowestCell } from "./lowest-cell";
import { cellsOf, cheapestOf } from "./rows";
import type { TableSearch } from "./search";
import type { Words } from "./use-words";

export interface GpuRowProps {
  readonly row: MatrixRow;
  readonly columns: readonly MatrixProvider[];
  /** Names of all providers, also of those without a column. */
  readonly names: ReadonlyMap<string, string>;
  readonly pricing: TableSearch["pricing"];
  readonly words: Words;
}

/** One GPU across the table. */
export const GpuRow = memo(function GpuRow({ row, columns, names, pricing, words }: GpuRowProps) {
  const cells = cellsOf(row, pricing);
  const mark = cheapestOf(row, pricing);
  return (
    <tr className="group hover:bg-sunken">
      <th
        scope="row"
        className="sticky left-0 z-10 h-12 border-b border-line bg-surface pr-2 pl-4 text-left font-medium group-hover:bg-sunken"
      >
        <NextLink
          prefetch={false}
          href={localePath(words.locale, `/gpus/${row.modelId}`)}
          className="block py-0.5 hover:text-accent"
        >
          <span className="block leading-5">{row.name}</span>
          <span className="block text-xs font-normal text-faint">{words.underName(row)}</span>
        </NextLink>
      </th>
      <LowestCell
        cell={mark ? cells[mark.providerId] : undefined}
        provider={mark ? (names.get(mark.providerId) ?? mark.providerId) : ""}
        words={words}
      />
      {columns.map(({ id }) => (
        <PriceCell key={id} cell={cells[id]} isLowest={mark?.providerId === id} words={words} />
      ))}
    </tr>
  );
});
