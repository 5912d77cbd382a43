"use client";

import { useTranslations } from "next-intl";
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { axis, tooltip } from "@/components/growth/chart-look";
import type { DayCost } from "@/lib/costs/types";
import { formatDay, formatDayAndMonth } from "@/lib/format/dates";
import { chartMoney } from "./chart-money";

export interface DayCostsChartProps {
  /** The oldest first. */
  readonly days: readonly DayCost[];
  /** The days are few enough that each bar has its amount above it. */
  readonly hasLabels: boolean;
}

/** A bar for each day. */
export default function DayCostsChart({ days, hasLabels }: DayCostsChartProps) {
  const t = useTranslations("costs.trend");
  const locale = useReaderLocale();
  const points = days.map(({ day, amount }) => ({ day, amount: Number(amount) }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={points} margin={{ top: hasLabels ? 20 : 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="day"
          tickFormatter={(day) => formatDayAndMonth(String(day), locale)}
          tick={axis}
          minTickGap={24}
          stroke="var(--line-strong)"
        />
        <YAxis
          tickFormatter={chartMoney}
          tick={axis}
          width={76}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          {...tooltip}
          labelFormatter={(day) => formatDay(String(day), locale)}
          formatter={(value) => [chartMoney(value), t("amount")]}
        />
        <Bar dataKey="amount" fill="var(--demand)" maxBarSize={56} isAnimationActive={false}>
          {hasLabels && (
            <LabelList
              dataKey="amount"
              position="top"
              formatter={chartMoney}
              className="max-sm:hidden"
              {...axis}
            />
          )}
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
