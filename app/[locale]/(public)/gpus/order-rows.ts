import { MOST_WANTED, variantsOf } from "@/lib/gpus/catalog";
import type { MatrixRow } from "@/lib/prices/types";

/** The GPUs of the front page first, in its order; then what most providers sell. */
export function orderRows(rows: readonly MatrixRow[]): MatrixRow[] {
  const rank = new Map<string, number>();
  MOST_WANTED.forEach((wanted, index) => {
    for (const { id } of variantsOf(wanted)) if (!rank.has(id)) rank.set(id, index);
  });
  const rankOf = (row: MatrixRow) => rank.get(row.modelId) ?? MOST_WANTED.length;
  return rows.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || coverage(other) - coverage(one),
  );
}

/** A live seller counts for more than any number of dated ones. */
function coverage(row: MatrixRow): number {
  const cells = Object.values(row.cells);
  return cells.filter((cell) => cell.kind === "live").length * 100 + cells.length;
}
