"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatDay, formatDayAndMonth } from "@/lib/format/dates";
import type { GrowthView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { axis, tooltip } from "./chart-look";

/** Teams won and lost as bars, those paying as a line. */
export default function ChurnChart({ churn }: Pick<GrowthView, "churn">) {
  const t = useTranslations("growth.churn");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...churn]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="week"
          tickFormatter={(week) => formatDayAndMonth(String(week), locale)}
          tick={axis}
          stroke="var(--line-strong)"
          minTickGap={48}
        />
        <YAxis allowDecimals={false} tick={axis} width={48} axisLine={false} tickLine={false} />
        <Tooltip {...tooltip} labelFormatter={(week) => formatDay(String(week), locale)} />
        <Legend />
        <Bar dataKey="won" name={t("won")} fill="var(--good)" isAnimationActive={false} />
        <Bar dataKey="lost" name={t("lost")} fill="var(--bad)" isAnimationActive={false} />
        <Line
          dataKey="paying"
          name={t("paying")}
          stroke="var(--demand)"
          strokeWidth={1.75}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
