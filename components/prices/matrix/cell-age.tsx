import type { MatrixCell } from "@/lib/prices/types";
import type { Words } from "./use-words";

export interface CellAgeProps {
  readonly cell: MatrixCell;
  readonly words: Words;
  readonly className?: string;
}

/** The age of a live cell, the day of its table where no API tells it, or that of a reference one. */
export function CellAge({ cell, words, className = "text-faint" }: CellAgeProps) {
  if (cell.kind === "reference") {
    return (
      <time dateTime={cell.observedOn} className="whitespace-nowrap text-faint">
        {words.day(cell.observedOn)}
      </time>
    );
  }
  if (cell.listedOn !== undefined) {
    return (
      <time
        dateTime={cell.listedOn}
        title={words.listPrice(cell.listedOn)}
        className={`whitespace-nowrap ${className}`}
      >
        {words.day(cell.listedOn)}
      </time>
    );
  }
  const isStale = cell.freshness !== "fresh";
  return (
    <span className={`whitespace-nowrap ${className}`}>
      <time
        data-live
        dateTime={cell.observedAt}
        title={words.instant(cell.observedAt)}
        className={isStale ? "underline decoration-dotted underline-offset-2" : undefined}
      >
        {words.age(cell.observedAt)}
      </time>
      {isStale && <span className="ml-1 text-warn">{words.stale}</span>}
    </span>
  );
}
