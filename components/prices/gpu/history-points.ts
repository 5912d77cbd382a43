import type { HistorySeries, PriceHistory } from "@/lib/prices/types";

export const ranges = ["30d", "90d", "1y", "all"] as const;
export type Range = (typeof ranges)[number];

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const rangeDays: Readonly<Record<Range, number>> = { "30d": 30, "90d": 90, "1y": 365, all: 36_500 };

/** One moment of the chart: lowest prices in dollars as numbers, for drawing only. */
export interface ChartPoint {
  readonly atMs: number;
  readonly demand: number | null;
  readonly spot: number | null;
}

/** One line of the table beside the chart: prices as they are, as decimal strings. */
export interface HistoryRow {
  readonly at: string;
  readonly kind: "reference" | "live";
  readonly demand: string | null;
  readonly spot: string | null;
}

type Live = PriceHistory["live"];

/** What a page hands to the chart. */
export type HistoryFacts = Pick<PriceHistory, "lowest" | "lowestSpot" | "live" | "liveSpot">;

/** Weekly lows of the reference and live moves as one list, oldest first. */
export function historyRows(history: HistoryFacts): HistoryRow[] {
  const reference = joinSeries(history.lowest, history.lowestSpot).map(
    (row): HistoryRow => ({ ...row, kind: "reference" }),
  );
  const live = joinSteps(lowestSteps(history.live), lowestSteps(history.liveSpot)).map(
    (row): HistoryRow => ({ ...row, kind: "live" }),
  );
  return [...reference, ...live];
}

type Joined = Omit<HistoryRow, "kind">;

function joinSeries(demand: HistorySeries, spot: HistorySeries): Joined[] {
  const days = [...new Set([...demand.days, ...spot.days])].sort();
  const demandAt = new Map(demand.days.map((day, index) => [day, demand.prices[index] ?? null]));
  const spotAt = new Map(spot.days.map((day, index) => [day, spot.prices[index] ?? null]));
  return days.map((at) => ({
    at,
    demand: demandAt.get(at) ?? null,
    spot: spotAt.get(at) ?? null,
  }));
}

interface Step {
  readonly at: string;
  readonly price: string | null;
}

/** The lowest over all providers, one step for each time it changes. */
function lowestSteps(live: Live): Step[] {
  const current = new Map<string, string | null>();
  const steps: Step[] = [];
  for (const point of live.toSorted((one, other) => one.at.localeCompare(other.at))) {
    current.set(point.providerId, point.pricePerGpuHour);
    const known = [...current.values()].filter((price) => price !== null);
    const low = known.toSorted((one, other) => Number(one) - Number(other))[0] ?? null;
    const last = steps.at(-1);
    if (last?.at === point.at) steps.pop();
    if (steps.at(-1)?.price !== low || steps.length === 0) steps.push({ at: point.at, price: low });
  }
  return steps;
}

function joinSteps(demand: readonly Step[], spot: readonly Step[]): Joined[] {
  const times = [...new Set([...demand, ...spot].map((step) => step.at))].sort();
  const valueAt = (steps: readonly Step[], at: string) =>
    steps.findLast((step) => step.at <= at)?.price ?? null;
  return times.map((at) => ({ at, demand: valueAt(demand, at), spot: valueAt(spot, at) }));
}

/** The rows of the last so many days. */
export function rowsInRange(
  rows: readonly HistoryRow[],
  range: Range,
  until: string,
): HistoryRow[] {
  const fromMs = Date.parse(until) - rangeDays[range] * DAY_MS;
  return rows.filter((row) => Date.parse(row.at) >= fromMs);
}

/**
 * Rows as points to draw: a live price goes on until now, and where weeks are missing a point
 * without a price opens a gap, so that no line is drawn through what nobody saw.
 */
export function chartPoints(rows: readonly HistoryRow[], until: string): ChartPoint[] {
  const points: ChartPoint[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const atMs = Date.parse(row.at);
    if (before && isGap(before, row)) {
      points.push({ atMs: Date.parse(before.at) + WEEK_MS, demand: null, spot: null });
    }
    points.push({ atMs, demand: numberOf(row.demand), spot: numberOf(row.spot) });
  });
  const last = rows.at(-1);
  const lastPoint = points.at(-1);
  if (last?.kind === "live" && lastPoint) points.push({ ...lastPoint, atMs: Date.parse(until) });
  return points;
}

function isGap(before: HistoryRow, row: HistoryRow): boolean {
  if (before.kind !== row.kind) return true;
  return row.kind === "reference" && Date.parse(row.at) - Date.parse(before.at) > 3 * WEEK_MS;
}

function numberOf(price: string | null): number | null {
  return price === null ? null : Number(price);
}
