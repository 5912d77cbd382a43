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
import { axis, tooltip } from "@/components/growth/chart-look";
import { formatDay, formatDayAndMonth } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import type { SpendView } from "@/lib/overview/types";
import { useReaderLocale } from "./use-reader-locale";

/** A bar for each day, its amount above it. */
export default function SpendChart({ days }: Pick<SpendView, "days">) {
  const t = useTranslations("console.overview.spend");
  const locale = useReaderLocale();
  const points = days.map(({ day, amount }) => ({ day, amount: Number(amount) }));
  const money = (value: unknown) => formatMoney(Number(value).toFixed(6)) ?? "–";
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={points} margin={{ top: 20, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="day"
          tickFormatter={(day) => formatDayAndMonth(String(day), locale)}
          tick={axis}
          stroke="var(--line-strong)"
        />
        <YAxis tickFormatter={money} tick={axis} width={76} axisLine={false} tickLine={false} />
        <Tooltip
          {...tooltip}
          labelFormatter={(day) => formatDay(String(day), locale)}
          formatter={(value) => [money(value), t("amount")]}
        />
        <Bar dataKey="amount" fill="var(--demand)" maxBarSize={56} isAnimationActive={false}>
          <LabelList dataKey="amount" position="top" formatter={money} {...axis} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
