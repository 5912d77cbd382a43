import type { MatrixCell } from "@/lib/prices/types";
import { CellAge } from "./cell-age";
import type { Words } from "./use-words";

export interface PriceCellProps {
  readonly cell: MatrixCell | undefined;
  readonly isLowest: boolean;
  readonly words: Words;
}

/** One GPU at one provider: price and age; the lowest of the row says so in a word and a tint. */
export function PriceCell({ cell, isLowest, words }: PriceCellProps) {
  if (!cell) return <NoPrice reason={words.notSold} />;
  const isLive = cell.kind === "live";
  const isGone = isLive && cell.availability === "unavailable";
  const isMarked = isLowest && isLive;
  return (
    <td
      className={`h-12 px-2 text-right ${isMarked ? "bg-good-soft" : ""} ${isLive && !isGone ? "" : "text-faint"}`}
      title={isLive ? undefined : words.referencePrice(cell.observedOn)}
    >
      <div className={`figures leading-5 ${isMarked ? "font-medium text-good" : ""}`}>
        {words.price(cell.pricePerGpuHour)}
      </div>
      <div className="flex justify-end gap-1 text-xs">
        {isMarked && <span className="font-medium text-good">{words.lowest}</span>}
        {isGone && <span>{words.soldOut}</span>}
        <CellAge cell={cell} words={words} className={isMarked ? "text-muted" : "text-faint"} />
      </div>
    </td>
  );
}

export function NoPrice({ reason }: { readonly reason: string }) {
  return (
    <td className="figures px-2 text-right text-faint" title={reason}>
      –<span className="sr-only">{reason}</span>
    </td>
  );
}
