"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatPrice } from "@/lib/format/money";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { type HistoryChartProps, sayAxisPrice, sayMoment, topOf } from "./history-axis";
import { HistoryFrame } from "./history-frame";
import { priceTicks } from "./history-lines";
import type { ChartPoint } from "./history-points";

const axis = { fontSize: 12, fill: "var(--faint)" } as const;

/** Lowest on-demand and spot prices over time; of days, with a band from their low to their high. */
export default function HistoryChart({ points, liveFromMs, hasTimes }: HistoryChartProps) {
  const t = useTranslations("gpu.history");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const day = (ms: number) => sayMoment(ms, hasTimes, locale);
  const names = { demand: t("onDemand"), spot: t("spot") };
  const ticks = priceTicks(topOf(points));
  const hasSpot = points.some((point) => point.spot !== null);
  const shape = { type: "stepAfter", isAnimationActive: false, connectNulls: false } as const;
  const line = { ...shape, strokeWidth: 1.75, activeDot: { r: 3.5, strokeWidth: 0 } } as const;
  const band = { ...shape, stroke: "none", fillOpacity: 0.16, activeDot: false } as const;
  return (
    <HistoryFrame points={points}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={[...points]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={day}
            tick={axis}
            stroke="var(--line-strong)"
            minTickGap={56}
          />
          <YAxis
            tickFormatter={(value) => sayAxisPrice(Number(value), ticks.at(-1) ?? 1)}
            tick={axis}
            width={58}
            domain={[0, ticks.at(-1) ?? "auto"]}
            ticks={ticks}
            axisLine={false}
            tickLine={false}
          />
          {liveFromMs !== null && (
            <ReferenceLine
              x={liveFromMs}
              stroke="var(--line-strong)"
              strokeDasharray="3 3"
              label={{ value: t("liveFrom"), position: "insideTopRight", ...axis }}
            />
          )}
          <Tooltip
            cursor={{ stroke: "var(--line-strong)" }}
            contentStyle={{
              background: "var(--surface)",
              border: "1px solid var(--line)",
              borderRadius: 6,
              fontSize: 13,
            }}
            labelFormatter={(label) => day(Number(label))}
            formatter={(value, name) => [
              sayValue(value),
              String(name).startsWith("spot") ? names.spot : names.demand,
            ]}
          />
          <Area dataKey="demandSpan" fill="var(--demand)" {...band} />
          {hasSpot && <Area dataKey="spotSpan" fill="var(--spot)" {...band} />}
          <Line dataKey="demand" stroke="var(--demand)" dot={lastDot(points)} {...line} />
          {hasSpot && <Line dataKey="spot" stroke="var(--spot)" dot={lastDot(points)} {...line} />}
        </ComposedChart>
      </ResponsiveContainer>
    </HistoryFrame>
  );
}

/** One price, or a day's low and high. */
function sayValue(value: unknown): string {
  const prices = Array.isArray(value) ? [...new Set(value)] : [value];
  return prices.map((price) => formatPrice(String(price)) ?? "–").join(" – ");
}

/** Only the newest point carries a dot, so that a line that has just begun is seen. */
function lastDot(points: readonly ChartPoint[]) {
  return ({ cx, cy, index, stroke }: DotItemDotProps) =>
    index === points.length - 1 && typeof cy === "number" ? (
      <circle key={index} cx={cx} cy={cy} r={3} fill={stroke} />
    ) : (
      <g key={index} />
    );
}
