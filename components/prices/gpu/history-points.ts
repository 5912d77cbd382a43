import type { PriceCourse, PriceHistory } from "@/lib/history/types";

export const ranges = ["24h", "7d", "30d", "1y", "all"] as const;
export type Range = (typeof ranges)[number];

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const rangeDays: Readonly<Record<Range, number>> = {
  "24h": 1,
  "7d": 7,
  "30d": 30,
  "1y": 365,
  all: 36_500,
};
/** The first of these that shows a course and not only a point is what a reader sees first. */
const firstChoices: readonly Range[] = ["30d", "1y", "all"];
const ENOUGH_ROWS = 8;

/** A price at a moment, or over the day that begins with it. Decimal dollars. */
export interface Figure {
  readonly price: string;
  /** Lowest and highest of the day; left out of what is one moment's price. */
  readonly span?: readonly [low: string, high: string];
}

/** One line of the table beside the chart. */
export interface HistoryRow {
  readonly at: string;
  readonly kind: "week" | "day" | "move";
  readonly demand: Figure | null;
  readonly spot: Figure | null;
}

/** One moment of the chart: dollars as numbers, for drawing only. */
export interface ChartPoint {
  readonly atMs: number;
  readonly demand: number | null;
  readonly spot: number | null;
  readonly demandSpan: readonly [number, number] | null;
  readonly spotSpan: readonly [number, number] | null;
}

/** The range to begin with. */
export function firstRange(history: PriceHistory, until: string): Range {
  const isEnough = (range: Range) => historyRows(history, range, until).length >= ENOUGH_ROWS;
  return firstChoices.find(isEnough) ?? "all";
}

/**
 * Every move of the last day or week, else the weekly lows of the reference and then one row a day;
 * oldest first.
 */
export function historyRows(history: PriceHistory, range: Range, until: string): HistoryRow[] {
  const fromMs = Date.parse(until) - rangeDays[range] * DAY_MS;
  if (rangeDays[range] <= 7) return moveRows(history, fromMs);
  const rows = [...joinRows(history, "week", weekFigures), ...joinRows(history, "day", dayFigures)];
  return rows.filter((row) => Date.parse(row.at) >= fromMs);
}

type Figures = ReadonlyMap<string, Figure>;

function joinRows(
  history: PriceHistory,
  kind: "week" | "day",
  read: (course: PriceCourse) => Figures,
): HistoryRow[] {
  const [demand, spot] = [read(history.onDemand), read(history.spot)];
  return [...new Set([...demand.keys(), ...spot.keys()])]
    .sort()
    .map((at) => ({ at, kind, demand: demand.get(at) ?? null, spot: spot.get(at) ?? null }));
}

function weekFigures({ weekly }: PriceCourse): Figures {
  return new Map(weekly.days.map((day, index) => [day, { price: weekly.prices[index] ?? "" }]));
}

function dayFigures({ daily }: PriceCourse): Figures {
  return new Map(
    daily.days.map((day, index) => {
      const price = daily.typicals[index] ?? "";
      return [day, { price, span: [daily.lows[index] ?? price, daily.highs[index] ?? price] }];
    }),
  );
}

/** Moves from a moment on; the first row says how prices stood then. */
function moveRows({ onDemand, spot }: PriceHistory, fromMs: number): HistoryRow[] {
  const times = [...onDemand.recent, ...spot.recent].map(({ at }) => at);
  const begun = times.some((at) => Date.parse(at) <= fromMs);
  const shown = times.filter((at) => Date.parse(at) > fromMs);
  const all = [...new Set([...(begun ? [new Date(fromMs).toISOString()] : []), ...shown])].sort();
  return all.map((at) => ({
    at,
    kind: "move",
    demand: standingAt(onDemand.recent, at),
    spot: standingAt(spot.recent, at),
  }));
}

function standingAt(line: PriceCourse["recent"], at: string): Figure | null {
  const price = line.findLast((point) => point.at <= at)?.pricePerGpuHour ?? null;
  return price === null ? null : { price };
}

/**
 * Rows as points to draw: the last live price goes on until now, and where weeks or days are missing
 * a point without a price opens a gap, so that no line is drawn through what nobody saw.
 */
export function chartPoints(rows: readonly HistoryRow[], until: string): ChartPoint[] {
  const points: ChartPoint[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before && isGap(before, row)) {
      points.push(emptyPoint(Date.parse(before.at) + lengthMs[before.kind]));
    }
    points.push({
      atMs: Date.parse(row.at),
      demand: numberOf(row.demand),
      spot: numberOf(row.spot),
      demandSpan: spanOf(row.demand),
      spotSpan: spanOf(row.spot),
    });
  });
  const [last, lastPoint] = [rows.at(-1), points.at(-1)];
  if (!last || !lastPoint || last.kind === "week") return points;
  const isOver = last.kind === "day" && lastPoint.atMs + DAY_MS < Date.parse(until);
  return [...points, { ...lastPoint, atMs: isOver ? lastPoint.atMs + DAY_MS : Date.parse(until) }];
}

const lengthMs: Readonly<Record<HistoryRow["kind"], number>> = {
  week: WEEK_MS,
  day: DAY_MS,
  move: 0,
};

function isGap(before: HistoryRow, row: HistoryRow): boolean {
  if (before.kind !== row.kind) return true;
  const apartMs = Date.parse(row.at) - Date.parse(before.at);
  return row.kind !== "move" && apartMs > (row.kind === "week" ? 3 * WEEK_MS : DAY_MS);
}

function emptyPoint(atMs: number): ChartPoint {
  return { atMs, demand: null, spot: null, demandSpan: null, spotSpan: null };
}

const numberOf = (figure: Figure | null) => (figure === null ? null : Number(figure.price));

function spanOf(figure: Figure | null): readonly [number, number] | null {
  return figure?.span ? [Number(figure.span[0]), Number(figure.span[1])] : null;
}
