"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  Area,
  AreaChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatDay, formatDayAndMonth } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import type { GrowthView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { axis, partColors, tooltip } from "./chart-look";

/** Monthly income by tier, one upon the other, so that the top line is the whole. */
export default function IncomeChart({ income }: Pick<GrowthView, "income">) {
  const tiers = useTranslations("tiers.names");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const points = income.map(({ day, byTier }) => ({
    day,
    ...Object.fromEntries(byTier.map(({ tier, amount }) => [tier, Number(amount)])),
  }));
  const parts = income.at(-1)?.byTier.map(({ tier }) => tier) ?? [];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="day"
          tickFormatter={(day) => formatDayAndMonth(String(day), locale)}
          tick={axis}
          stroke="var(--line-strong)"
          minTickGap={48}
        />
        <YAxis
          tickFormatter={(value) => formatMoney(String(value)) ?? ""}
          tick={axis}
          width={84}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          {...tooltip}
          labelFormatter={(day) => formatDay(String(day), locale)}
          formatter={(value, name) => [formatMoney(String(value)) ?? "–", String(name)]}
        />
        <Legend />
        {parts.map((tier, index) => (
          <Area
            key={tier}
            dataKey={tier}
            name={tiers(tier)}
            stackId="income"
            type="stepAfter"
            stroke={partColors[index]}
            fill={partColors[index]}
            fillOpacity={0.2}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
