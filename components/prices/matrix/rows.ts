import type { Facet, MatrixCell, MatrixRow } from "@/lib/prices/types";
import { compact, type ListFilter, readWords, type Sort, type TableSearch } from "./search";

type Pricing = TableSearch["pricing"];

/** A row's cells in one pricing model, by provider id. */
export function cellsOf(row: MatrixRow, pricing: Pricing): MatrixRow["cells"] {
  return pricing === "spot" ? row.spot.cells : row.cells;
}

/** The mark of the lowest price in one pricing model: live wherever there is a live one. */
export function cheapestOf(row: MatrixRow, pricing: Pricing): MatrixRow["cheapest"] {
  return pricing === "spot" ? row.spot.cheapest : row.cheapest;
}

/** The cell that carries the mark. */
export function cheapestCell(row: MatrixRow, pricing: Pricing): MatrixCell | undefined {
  const mark = cheapestOf(row, pricing);
  return mark ? cellsOf(row, pricing)[mark.providerId] : undefined;
}

/** The rows a search leaves, in its order. */
export function findRows(rows: readonly MatrixRow[], search: TableSearch): MatrixRow[] {
  const fits = matcher(search);
  const left = rows.filter(fits);
  return left.toSorted((one, other) => orders[search.sort](one, other, search.pricing));
}

/** Whether a row passes every filter of a search. */
function matcher(search: TableSearch): (row: MatrixRow) => boolean {
  const { words, memoryGb, under } = readWords(search.q);
  return (row) => {
    const cells = cellsOf(row, search.pricing);
    const shown = Object.entries(cells);
    if (shown.length === 0) return false;
    const name = compact(`${row.vendor} ${row.name} ${row.modelId}`);
    if (!words.every((word) => name.includes(word))) return false;
    if (memoryGb !== null && row.memoryGb !== memoryGb) return false;
    if (search.vendors.length > 0 && !search.vendors.includes(row.vendor)) return false;
    if (search.memoriesGb.length > 0 && !search.memoriesGb.includes(String(row.memoryGb))) {
      return false;
    }
    return shown.some(
      ([providerId, cell]) =>
        (search.providers.length === 0 || search.providers.includes(providerId)) &&
        (!search.isLiveOnly || cell.kind === "live") &&
        (under === null || Number(cell.pricePerGpuHour) < under),
    );
  };
}

type Order = (one: MatrixRow, other: MatrixRow, pricing: Pricing) => number;

const orders: Readonly<Record<Sort, Order>> = {
  wanted: () => 0,
  name: (one, other) => one.name.localeCompare(other.name, "en", { numeric: true }),
  memory: (one, other) => (other.memoryGb ?? 0) - (one.memoryGb ?? 0),
  price: (one, other, pricing) => lowest(one, pricing) - lowest(other, pricing),
};

/** Live prices stand before reference prices, whatever they say. */
function lowest(row: MatrixRow, pricing: Pricing): number {
  const cell = cheapestCell(row, pricing);
  if (!cell) return Number.MAX_VALUE;
  return Number(cell.pricePerGpuHour) + (cell.kind === "live" ? 0 : 1e6);
}

/** How many rows each value of a filter would leave, all other filters as they are. */
export function countFacet(
  rows: readonly MatrixRow[],
  search: TableSearch,
  filter: ListFilter,
): Facet[] {
  const left = findRows(rows, { ...search, [filter]: [] });
  const counts = new Map<string, number>();
  for (const row of left) {
    for (const value of valuesOf(row, filter, search)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function valuesOf(row: MatrixRow, filter: ListFilter, search: TableSearch): string[] {
  if (filter === "vendors") return [row.vendor];
  if (filter === "memoriesGb") return row.memoryGb === null ? [] : [String(row.memoryGb)];
  const cells = Object.entries(cellsOf(row, search.pricing));
  return cells
    .filter(([, cell]) => !search.isLiveOnly || cell.kind === "live")
    .map(([providerId]) => providerId);
}

/** One filter taken away, and how many rows that would bring. */
export interface Loosening {
  readonly filter: ListFilter | "q" | "pricing" | "isLiveOnly";
  readonly search: TableSearch;
  readonly count: number;
}

/** What to loosen when nothing is left: every filter whose removal alone brings rows, best first. */
export function loosenings(rows: readonly MatrixRow[], search: TableSearch): Loosening[] {
  const tries: Omit<Loosening, "count">[] = [
    { filter: "q", search: { ...search, q: "" } },
    { filter: "vendors", search: { ...search, vendors: [] } },
    { filter: "memoriesGb", search: { ...search, memoriesGb: [] } },
    { filter: "providers", search: { ...search, providers: [] } },
    { filter: "pricing", search: { ...search, pricing: "on-demand" } },
    { filter: "isLiveOnly", search: { ...search, isLiveOnly: false } },
  ];
  return tries
    .map((each) => ({ ...each, count: findRows(rows, each.search).length }))
    .filter((each) => each.count > 0)
    .toSorted((one, other) => other.count - one.count);
}

/** The three best cells of a row: live ones before reference ones, each cheapest first. */
export function bestCells(row: MatrixRow, pricing: Pricing): [string, MatrixCell][] {
  const rank = (cell: MatrixCell) => {
    if (cell.kind === "reference") return 2;
    return cell.availability === "unavailable" ? 1 : 0;
  };
  return Object.entries(cellsOf(row, pricing))
    .toSorted(
      ([, one], [, other]) =>
        rank(one) - rank(other) || Number(one.pricePerGpuHour) - Number(other.pricePerGpuHour),
    )
    .slice(0, 3);
}
