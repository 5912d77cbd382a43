import { formatDay, formatShortInstant } from "@/lib/format/dates";
import { formatMoney, formatPrice } from "@/lib/format/money";
import type { Locale } from "@/lib/i18n/locales";
import type { ChartPoint } from "./history-points";

/** What both drawings of a price history are given. */
export interface HistoryChartProps {
  readonly points: readonly ChartPoint[];
  /** Where dated reference prices end and live ones begin. */
  readonly liveFromMs: number | null;
  /** Points are moments and not days. */
  readonly hasTimes: boolean;
}

/** The highest price drawn, in dollars. */
export function topOf(points: readonly ChartPoint[]): number {
  return points.reduce(
    (top, { demand, spot, demandSpan, spotSpan }) =>
      Math.max(top, demand ?? 0, spot ?? 0, demandSpan?.[1] ?? 0, spotSpan?.[1] ?? 0),
    0,
  );
}

/** A moment as the axis of time says it. */
export function sayMoment(ms: number, hasTimes: boolean, locale: Locale): string {
  const at = new Date(ms).toISOString();
  return hasTimes ? formatShortInstant(at, locale).replace(" UTC", "") : formatDay(at, locale);
}

/** A price as the axis of prices says it, with cents where the highest one needs them. */
export function sayAxisPrice(value: number, top: number): string {
  const text = String(Number(value.toFixed(6)));
  return (top < 0.5 ? formatPrice(text) : formatMoney(text)) ?? "";
}
