import { paidTiers } from "@/lib/billing/plans";
import type { Tx } from "@/lib/db";
import { addDays, dayOf, startOfDay } from "@/lib/history/days";
import { microsToDecimal } from "@/lib/money";
import { figures } from "./figures";
import { judge } from "./judge";
import { churnByWeek, cohortsOf, funnelOf, type StoredPoint } from "./read-points";
import { type FigureName, type FigureView, figureNames, type GrowthView } from "./schema";

const SHOWN_DAYS = 182;

/** The figures counted now beside those last written, and the series as last written. */
export async function growth(tx: Tx, now: Date): Promise<GrowthView> {
  const views: FigureView[] = [];
  for (const name of figureNames) views.push(await figureOf(tx, name, now));
  const since = startOfDay(addDays(dayOf(now), -SHOWN_DAYS));
  const rows = await tx.growthPoint.findMany({
    where: { day: { gte: since } },
    orderBy: [{ day: "asc" }, { key: "asc" }],
  });
  const points = rows.map((row) => ({ ...row, day: dayOf(row.day) }));
  return { figures: views, ...incomeOf(points), ...restOf(points) };
}

async function figureOf(tx: Tx, name: FigureName, now: Date): Promise<FigureView> {
  const { goalPercent, windowOf, count } = figures[name];
  const day = dayOf(now);
  const window = windowOf(day);
  const share = await count(tx, window, now);
  const stored = await tx.growthFigure.findUnique({
    where: { day_name: { day: startOfDay(day), name } },
  });
  return {
    name,
    goalPercent,
    ...share,
    ...judge(share, goalPercent),
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    stored: stored && {
      numerator: Number(stored.numerator),
      denominator: Number(stored.denominator),
      computedAt: stored.computedAt.toISOString(),
    },
  };
}

function incomeOf(points: readonly StoredPoint[]): Pick<GrowthView, "income" | "apart"> {
  const byDay = Map.groupBy(
    points.filter(({ name }) => name === "mrr"),
    ({ day }) => day,
  );
  const income = [...byDay].map(([day, own]) => ({
    day,
    total: microsToDecimal(own.reduce((sum, { value }) => sum + value, 0n)),
    byTier: paidTiers.map((tier) => ({
      tier,
      amount: microsToDecimal(own.find(({ key }) => key === tier)?.value ?? 0n),
    })),
  }));
  const newest = income.at(-1)?.day;
  const apart = points
    .filter(({ name, day }) => name === "mrr-apart" && day === newest)
    .map(({ key, value }) => ({ currency: key, count: Number(value) }));
  return { income, apart };
}

function restOf(points: readonly StoredPoint[]): Pick<GrowthView, "churn" | "funnel" | "cohorts"> {
  return { churn: churnByWeek(points), funnel: funnelOf(points), cohorts: cohortsOf(points) };
}
