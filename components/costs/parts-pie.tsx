"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Pie, PieChart, ResponsiveContainer, Tooltip } from "recharts";
import { tooltip } from "@/components/growth/chart-look";
import type { CostPart } from "@/lib/costs/types";
import { formatMoney } from "@/lib/format/money";
import { chartMoney } from "./chart-money";
import { pieSlices } from "./pie-slices";

/** From the dearest on; the list beside the ring says the same in words. */
const colors = [
  "var(--demand)",
  "var(--spot)",
  "var(--accent)",
  "color-mix(in oklch, var(--demand) 50%, var(--surface))",
  "color-mix(in oklch, var(--spot) 50%, var(--surface))",
  "var(--line-strong)",
] as const;

/** A ring with a slice for each of the dearest parts and one for the rest, and what each came to. */
export default function PartsPie({ parts }: { readonly parts: readonly CostPart[] }) {
  const t = useTranslations("costs");
  const format = useFormatter();
  const slices = pieSlices(parts).map(({ name, count, amount, share }, index) => ({
    name: name ?? t("others", { count }),
    amount: Number(amount),
    money: formatMoney(amount) ?? amount,
    percent: format.number(share, { style: "percent", maximumFractionDigits: 1 }),
    fill: colors[index] ?? "var(--line-strong)",
  }));
  return (
    <div className="grid h-full grid-rows-[minmax(0,1fr)_auto] items-center gap-3 sm:grid-cols-2 sm:grid-rows-1">
      <div aria-hidden className="h-full">
        <ResponsiveContainer width="100%" height="100%">
          <PieChart accessibilityLayer={false}>
            <Pie
              data={slices}
              dataKey="amount"
              nameKey="name"
              innerRadius="58%"
              outerRadius="92%"
              startAngle={90}
              endAngle={-270}
              stroke="var(--surface)"
              strokeWidth={2}
              isAnimationActive={false}
              rootTabIndex={-1}
            />
            <Tooltip
              contentStyle={tooltip.contentStyle}
              itemStyle={{ color: "var(--ink)" }}
              formatter={(value, name) => [chartMoney(value), name]}
            />
          </PieChart>
        </ResponsiveContainer>
      </div>
      <ul className="grid gap-1 text-sm sm:gap-2">
        {slices.map(({ name, money, percent, fill }) => (
          <li key={name} className="flex items-baseline gap-2">
            <span
              aria-hidden
              className="size-2.5 shrink-0 self-center rounded-sm"
              style={{ background: fill }}
            />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="figures">{money}</span>
            <span className="figures w-14 text-right text-muted">{percent}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
