import type { ZoneDay } from "@/lib/costs/zone-days";
import { mondayOf } from "@/lib/growth/windows";
import type { Micros } from "@/lib/money";
import type { CostPeriod, UseKind } from "./types";

/** How many days the trend shows. */
const TREND_DAYS = 30;
/** As many as the longest month has, so that they cover the one that has begun. */
export const CUT_DAYS = 31;

/** What machines alike cost on one of the days; place 0 is all the time before the first of them. */
export interface CostCell {
  readonly place: number;
  readonly model: string;
  readonly providerId: string;
  readonly projectId: string;
  /** Empty where the machine was launched from no template. */
  readonly templateId: string;
  readonly kind: UseKind;
  readonly micros: Micros;
}

/** The place of the day with which a period begins. Pure; `days` as `lastDaysIn` gives them. */
export function firstPlaceOf(period: CostPeriod, days: readonly ZoneDay[]): number {
  const today = days.at(-1)?.day ?? "";
  const first: Readonly<Record<CostPeriod, () => number>> = {
    today: () => days.length,
    week: () => placeOfDay(mondayOf(today), days),
    month: () => placeOfDay(`${today.slice(0, 7)}-01`, days),
    days: () => days.length - TREND_DAYS + 1,
    all: () => 0,
  };
  return first[period]();
}

const placeOfDay = (day: string, days: readonly ZoneDay[]) =>
  days.findIndex((one) => one.day === day) + 1;

/** What was spent since a place. Pure. */
export function sumSince(cells: readonly CostCell[], place: number): Micros {
  return cells.reduce((sum, cell) => (cell.place >= place ? sum + cell.micros : sum), 0n);
}

/** What was spent on each of the last thirty days, the oldest first. Pure. */
export function sumByDay(cells: readonly CostCell[], days: readonly ZoneDay[]) {
  const sums = sumBy(cells, ({ place }) => place);
  const amounts = days.map(({ day }, index) => ({ day, micros: sums.get(index + 1) ?? 0n }));
  return amounts.slice(-TREND_DAYS);
}

/** What each part has cost since a place, the dearest first, none without cost. Pure. */
export function partsSince(
  cells: readonly CostCell[],
  place: number,
  idOf: (cell: CostCell) => string,
): { readonly id: string; readonly micros: Micros }[] {
  const sums = sumBy(
    cells.filter((cell) => cell.place >= place),
    idOf,
  );
  return [...sums]
    .map(([id, micros]) => ({ id, micros }))
    .filter(({ micros }) => micros !== 0n)
    .sort((a, b) => Number(b.micros - a.micros) || a.id.localeCompare(b.id));
}

function sumBy<Key>(cells: readonly CostCell[], keyOf: (cell: CostCell) => Key): Map<Key, Micros> {
  const sums = new Map<Key, Micros>();
  for (const cell of cells) {
    const key = keyOf(cell);
    sums.set(key, (sums.get(key) ?? 0n) + cell.micros);
  }
  return sums;
}
