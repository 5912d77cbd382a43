"use client";

import { useTranslations } from "next-intl";
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
import { axis, tooltip } from "@/components/growth/chart-look";
import { useInstants } from "@/components/ui/instant";
import type { StretchPoint } from "./stretch-points";

export interface StretchChartProps {
  readonly points: readonly StretchPoint[];
  /** So short that times of day say when, and not days. */
  readonly hasTimes: boolean;
}

/** The time an answer took as a line, the share of failed rounds as bars, and how busy the GPUs were. */
export default function StretchChart({ points, hasTimes }: StretchChartProps) {
  const t = useTranslations("deployments.health.stretches");
  const gpu = useTranslations("deployments.health.gpu");
  const write = useInstants();
  const at = (ms: unknown) => new Date(Number(ms)).toISOString();
  const line = { type: "linear", dot: false, isAnimationActive: false, strokeWidth: 1.75 } as const;
  const hasGpu = points.some(({ gpuUse }) => gpuUse !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={{ top: 8, right: 0, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="atMs"
          tickFormatter={(ms) => write(at(ms), hasTimes ? "time" : "day")}
          tick={axis}
          stroke="var(--line-strong)"
          minTickGap={56}
        />
        <YAxis
          yAxisId="ms"
          tickFormatter={(value) => `${value} ms`}
          tick={axis}
          width={64}
          axisLine={false}
          tickLine={false}
        />
        <YAxis
          yAxisId="percent"
          orientation="right"
          domain={[0, 100]}
          tickFormatter={(value) => `${value} %`}
          tick={axis}
          width={52}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          {...tooltip}
          labelFormatter={(ms) => write(at(ms), "short")}
          formatter={(value, name) => [Math.round(Number(value)), String(name)]}
        />
        <Legend />
        <Bar
          yAxisId="percent"
          dataKey="failedPercent"
          name={t("failedPercent")}
          fill="var(--bad)"
          maxBarSize={24}
          isAnimationActive={false}
        />
        {hasGpu && (
          <Line
            {...line}
            yAxisId="percent"
            dataKey="gpuUse"
            name={t("gpuPercent", { name: gpu("use") })}
            stroke="var(--spot)"
            strokeDasharray="4 3"
            connectNulls
          />
        )}
        <Line
          {...line}
          yAxisId="ms"
          dataKey="answerMs"
          name={t("answerMs")}
          stroke="var(--demand)"
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
