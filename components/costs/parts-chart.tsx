"use client";

import { useTranslations } from "next-intl";
import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axis, tooltip } from "@/components/growth/chart-look";
import type { CostPart } from "@/lib/costs/types";
import { chartMoney } from "./chart-money";

/** More bars than these cannot be told apart; the table has them all. */
const MOST_BARS = 8;

/** A bar for each of the dearest parts, one for all the rest. */
export default function PartsChart({ parts }: { readonly parts: readonly CostPart[] }) {
  const t = useTranslations("costs");
  const rest = parts.slice(MOST_BARS);
  const points = parts.slice(0, MOST_BARS).map(toPoint);
  if (rest.length > 0) {
    const amount = rest.reduce((sum, part) => sum + Number(part.amount), 0);
    points.push({ name: t("others", { count: rest.length }), amount });
  }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart layout="vertical" data={points} margin={{ top: 0, right: 72, bottom: 0, left: 0 }}>
        <XAxis type="number" hide />
        <YAxis
          type="category"
          dataKey="name"
          tick={axis}
          width={120}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip {...tooltip} formatter={(value) => [chartMoney(value), t("trend.amount")]} />
        <Bar dataKey="amount" fill="var(--demand)" maxBarSize={24} isAnimationActive={false}>
          <LabelList dataKey="amount" position="right" formatter={chartMoney} {...axis} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

const toPoint = ({ name, amount }: CostPart) => ({ name, amount: Number(amount) });
