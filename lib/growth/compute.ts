import { asWorker, type Tx } from "@/lib/db";
import { addDays, dayOf, startOfDay } from "@/lib/history/days";
import { cohorts } from "./cohorts";
import { figures } from "./figures";
import { funnel } from "./funnel";
import { monthlyIncome } from "./income";
import { forgetEarlier, funnelSteps, type PointName, writePoints } from "./points";
import { figureNames } from "./schema";
import { endedBy } from "./windows";
import { teamsWonAndLost } from "./won-and-lost";

/** How far back days that were missed are made up for. */
const MOST_DAYS = 35;

const incomeNames: readonly PointName[] = ["mrr", "mrr-apart"];
const teamNames: readonly PointName[] = ["teams-won", "teams-lost", "teams-paying"];
/** Of these only the newest day says anything. */
const newestNames: readonly PointName[] = [
  ...funnelSteps.map((step) => `funnel-${step}` as const),
  "cohort-size",
  "cohort-active",
  "cohort-paying",
];

/**
 * Writes the growth figures and series of today and yesterday anew, and of the last 35 days those
 * that are missing. Running it twice, or beside itself, changes nothing.
 */
export async function computeGrowth(now: Date): Promise<void> {
  for (const day of await asWorker((tx) => daysDue(tx, now))) {
    await alone((tx) => computeDay(tx, day, now));
  }
  await alone((tx) => computeSeries(tx, now));
}

/** Two at once would each write what the other has just taken away. */
function alone(work: (tx: Tx) => Promise<void>): Promise<void> {
  return asWorker(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('growth', 0))`;
    await work(tx);
  });
}

async function daysDue(tx: Tx, now: Date): Promise<string[]> {
  const today = dayOf(now);
  const rows = await tx.$queryRaw<{ day: string }[]>`
    SELECT to_char(due.day, 'YYYY-MM-DD') AS day
    FROM generate_series(
      greatest(${addDays(today, 1 - MOST_DAYS)}::date, coalesce(
        (SELECT min(created_at)::date FROM team), ${today}::date)),
      ${today}::date, make_interval(days => 1)) AS due(day)
    WHERE due.day >= ${addDays(today, -1)}::date
      OR NOT EXISTS (SELECT 1 FROM growth_figure f WHERE f.day = due.day::date)
    ORDER BY due.day`;
  return rows.map(({ day }) => day);
}

async function computeDay(tx: Tx, day: string, now: Date): Promise<void> {
  for (const name of figureNames) {
    const { windowOf, count } = figures[name];
    const window = windowOf(day);
    const { numerator, denominator } = await count(tx, window, now);
    await tx.$executeRaw`
      INSERT INTO growth_figure
        (day, name, numerator, denominator, window_from, window_to, computed_at)
      VALUES (${day}::date, ${name}, ${numerator}, ${denominator}, ${window.from}, ${window.to},
        ${now})
      ON CONFLICT (day, name) DO UPDATE SET numerator = excluded.numerator,
        denominator = excluded.denominator, computed_at = excluded.computed_at`;
  }
  if (await isIncomeKnown(tx, day, now)) return;
  const at = endedBy({ from: startOfDay(day), to: startOfDay(addDays(day, 1)) }, now);
  await writePoints(tx, { day, names: incomeNames }, await monthlyIncome(tx, at));
}

/** A day's income is what stood at its end: rows say only what subscriptions are worth now. */
async function isIncomeKnown(tx: Tx, day: string, now: Date): Promise<boolean> {
  if (day === dayOf(now)) return false;
  return (await tx.growthPoint.count({ where: { day: startOfDay(day), name: "mrr" } })) > 0;
}

async function computeSeries(tx: Tx, now: Date): Promise<void> {
  for (const { day, won, lost, paying } of await teamsWonAndLost(tx, now)) {
    await writePoints(tx, { day, names: teamNames }, [
      { name: "teams-won", key: "", value: BigInt(won) },
      { name: "teams-lost", key: "", value: BigInt(lost) },
      { name: "teams-paying", key: "", value: BigInt(paying) },
    ]);
  }
  const newest = { day: dayOf(now), names: newestNames };
  const points = [...(await funnel(tx, now)), ...(await cohorts(tx, now))];
  await writePoints(tx, newest, points);
  await forgetEarlier(tx, newest);
}
