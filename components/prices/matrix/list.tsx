import NextLink from "next/link";
import { memo } from "react";
import { localePath } from "@/lib/i18n/locales";
import type { MatrixCell, MatrixRow } from "@/lib/prices/types";
import { CellAge } from "./cell-age";
import { bestCells, cheapestOf } from "./rows";
import type { TableSearch } from "./search";
import type { Words } from "./use-words";

export interface MatrixListProps {
  readonly rows: readonly MatrixRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly pricing: TableSearch["pricing"];
  readonly words: Words;
}

/** The table for narrow screens: each GPU with its three best offers. */
export function MatrixList({ rows, names, pricing, words }: MatrixListProps) {
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <GpuItem key={row.modelId} row={row} names={names} pricing={pricing} words={words} />
      ))}
    </ul>
  );
}

interface GpuItemProps extends Omit<MatrixListProps, "rows"> {
  readonly row: MatrixRow;
}

const GpuItem = memo(function GpuItem({ row, names, pricing, words }: GpuItemProps) {
  const lowest = cheapestOf(row, pricing);
  return (
    <li className="relative rounded-lg border border-line bg-surface px-4 py-3 [contain-intrinsic-size:auto_132px] [content-visibility:auto]">
      <h2 className="flex items-baseline justify-between gap-3 text-base">
        <NextLink
          prefetch={false}
          href={localePath(words.locale, `/gpus/${row.modelId}`)}
          className="after:absolute after:inset-0"
        >
          {row.name}
        </NextLink>
        <span className="text-sm font-normal text-faint">{words.underName(row)}</span>
      </h2>
      <ol className="mt-1.5 grid gap-1">
        {bestCells(row, pricing).map(([providerId, cell]) => (
          <Offer
            key={providerId}
            cell={cell}
            provider={names.get(providerId) ?? providerId}
            isLowest={lowest?.providerId === providerId && cell.kind === "live"}
            words={words}
          />
        ))}
      </ol>
    </li>
  );
});

interface OfferProps {
  readonly cell: MatrixCell;
  readonly provider: string;
  readonly isLowest: boolean;
  readonly words: Words;
}

function Offer({ cell, provider, isLowest, words }: OfferProps) {
  const isLive = cell.kind === "live";
  const isGone = isLive && cell.availability === "unavailable";
  return (
    <li className={`flex items-baseline gap-2 text-sm ${isLive && !isGone ? "" : "text-faint"}`}>
      <span className={`truncate ${isLive ? "text-muted" : ""}`}>{provider}</span>
      {isLowest && (
        <span className="rounded-sm bg-good-soft px-1.5 text-xs font-medium text-good">
          {words.lowest}
        </span>
      )}
      {isGone && <span className="text-xs">{words.soldOut}</span>}
      <span className="ml-auto text-xs">
        <CellAge cell={cell} words={words} />
      </span>
      <span className={`figures min-w-16 text-right text-base ${isLowest ? "font-medium" : ""}`}>
        {words.price(cell.pricePerGpuHour)}
      </span>
    </li>
  );
}
