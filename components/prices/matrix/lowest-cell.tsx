import type { MatrixCell } from "@/lib/prices/types";
import type { Words } from "./use-words";

export interface LowestCellProps {
  readonly cell: MatrixCell | undefined;
  readonly provider: string;
  readonly words: Words;
}

/** The lowest price of a row and who asks it, also when that column is not shown. */
export function LowestCell({ cell, provider, words }: LowestCellProps) {
  if (!cell) {
    return (
      <td
        className="figures h-12 bg-sunken/60 px-3 text-right text-faint"
        title={words.nothingToBuy}
      >
        –<span className="sr-only">{words.nothingToBuy}</span>
      </td>
    );
  }
  return (
    <td className="h-12 bg-sunken/60 px-3 text-right">
      <div className={`figures leading-5 ${cell.kind === "live" ? "font-medium" : "text-muted"}`}>
        {words.price(cell.pricePerGpuHour)}
      </div>
      <div className="ml-auto max-w-28 truncate text-xs text-faint">{provider}</div>
    </td>
  );
}
