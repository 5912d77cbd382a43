import { asWorker, type Tx } from "@/lib/db";
import { KEPT_DAYS, keepDays } from "@/lib/health/keep-days";
import { later } from "@/lib/operations/pace";

const HOUR_MS = 3_600_000;
/** A round that began in an hour is written a little after it. */
const LAG_MS = 2 * 60_000;

/**
 * Rolls samples up by hours that are over, and drops those that are too old. Running it twice, late or
 * beside itself changes nothing.
 */
export async function rollUpHealth(now: Date): Promise<void> {
  const until = hourOf(later(now, -LAG_MS));
  await asWorker(async (tx) => {
    await keepDays(tx, now);
    const from = await firstHourDue(tx, now);
    if (from < until) await rollUp(tx, { from, until });
  });
}

function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

async function firstHourDue(tx: Tx, now: Date): Promise<Date> {
  const oldest = new Date(now.getTime() - KEPT_DAYS * 24 * HOUR_MS);
  const last = await tx.healthHour.aggregate({ _max: { fromAt: true } });
  const next = last._max.fromAt ? last._max.fromAt.getTime() + HOUR_MS : 0;
  return hourOf(new Date(Math.max(next, oldest.getTime())));
}

async function rollUp(
  tx: Tx,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO health_hour (deployment_id, team_id, from_at, rounds, bad_rounds, answer_ms,
      gpu_use, gpu_use_most, gpu_memory, gpu_temperature_most, gpu_watts)
    SELECT s.deployment_id, s.team_id, date_trunc('hour', s.at, 'UTC'),
      count(*) FILTER (WHERE s.outcome <> 'none'), count(*) FILTER (WHERE s.outcome = 'bad'),
      avg(s.answer_ms), avg(s.gpu_use), max(s.gpu_use), avg(s.gpu_memory), max(s.gpu_temperature),
      avg(s.gpu_watts)
    FROM health_sample s JOIN deployment d ON d.id = s.deployment_id
    WHERE s.at >= ${from} AND s.at < ${until}
    GROUP BY 1, 2, 3
    ON CONFLICT (deployment_id, from_at) DO NOTHING`;
}
