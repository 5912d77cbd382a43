import type { Tx } from "@/lib/db";
import type { HealthRange, HealthView, StretchView } from "@/lib/health/types";

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** How far each range goes back and how long its stretches are, so that about a hundred are drawn. */
const ranges: Readonly<Record<HealthRange, { readonly backS: number; readonly stepS: number }>> = {
  day: { backS: DAY_S, stepS: HOUR_S / 4 },
  week: { backS: 7 * DAY_S, stepS: 2 * HOUR_S },
  month: { backS: 30 * DAY_S, stepS: 6 * HOUR_S },
};

/**
 * Rounds of a machine by stretches of equal length: the last day from its samples, more from the hours
 * that were rolled up and the samples since. Rounds without an opinion are not counted.
 */
export async function readStretches(
  tx: Tx,
  deploymentId: string,
  { range, now }: { readonly range: HealthRange; readonly now: Date },
): Promise<Pick<HealthView, "stretches" | "stretchSeconds">> {
  const { backS, stepS } = ranges[range];
  const since = new Date(now.getTime() - backS * 1_000);
  const sampledFrom = range === "day" ? since : await afterHours(tx, deploymentId, since);
  const rows = await tx.$queryRaw<Row[]>`
    WITH part AS (
      SELECT at, 1 AS rounds, (outcome = 'bad')::int AS bad, answer_ms::float8 AS answer_ms,
        gpu_use, gpu_memory, gpu_temperature, gpu_watts
      FROM health_sample
      WHERE deployment_id = ${deploymentId} AND at >= ${sampledFrom} AND at <= ${now}
        AND outcome <> 'none'
      UNION ALL
      SELECT from_at, rounds, bad_rounds, answer_ms, gpu_use, gpu_memory, gpu_temperature_most,
        gpu_watts
      FROM health_hour
      WHERE deployment_id = ${deploymentId} AND from_at >= ${since} AND from_at < ${sampledFrom})
    SELECT date_bin(make_interval(secs => ${stepS}), at, 'epoch') AS "fromAt",
      sum(rounds)::int AS rounds, sum(bad)::int AS "badRounds",
      sum(answer_ms * rounds) / NULLIF(sum(rounds) FILTER (WHERE answer_ms IS NOT NULL), 0)
        AS "answerMs",
      avg(gpu_use) AS "gpuUse", avg(gpu_memory) AS "gpuMemory",
      max(gpu_temperature) AS "gpuTemperature", avg(gpu_watts) AS "gpuWatts"
    FROM part WHERE rounds > 0 GROUP BY 1 ORDER BY 1`;
  return { stretchSeconds: stepS, stretches: rows.map(toStretch) };
}

interface Row extends Omit<StretchView, "fromAt"> {
  readonly fromAt: Date;
}

/** The end of the last hour that was rolled up for the machine. */
async function afterHours(tx: Tx, deploymentId: string, since: Date): Promise<Date> {
  const last = await tx.healthHour.aggregate({
    where: { deploymentId },
    _max: { fromAt: true },
  });
  const end = (last._max.fromAt?.getTime() ?? 0) + HOUR_S * 1_000;
  return new Date(Math.max(end, since.getTime()));
}

function toStretch({ fromAt, ...row }: Row): StretchView {
  return { fromAt: fromAt.toISOString(), ...row };
}
