import { asWorker, type Tx } from "@/lib/db";

const DAY_MS = 86_400_000;
const WINDOW_MS = 30 * DAY_MS;
/** Fewer launches, or of fewer teams, say more about a team than about a provider. */
const LEAST_LAUNCHES = 20;
const LEAST_TEAMS = 5;

/**
 * Ends of a launch that are the provider's doing, as stored reasons. A team's own credit, key or
 * image is not.
 */
export const providersDoing = [
  "no-capacity",
  "refused",
  "no-answer",
  "start-timeout",
  "boot-failed",
  "vanished",
] as const;

/**
 * Counts how launches and receipts of all teams ended in the last 30 days and leaves the sums, and
 * nothing else, where everybody may read them. What is too little to hide a team in is left out.
 */
export function countOdds(now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_MS);
  return asWorker(async (tx) => {
    await tx.launchOdds.deleteMany();
    await countLaunches(tx, since, now);
    await tx.priceHonesty.deleteMany();
    await countReceipts(tx, since, now);
  });
}

async function countLaunches(tx: Tx, since: Date, now: Date): Promise<void> {
  const reasons = [...providersDoing];
  await tx.$executeRaw`
    WITH tried AS (
      SELECT c.provider_id, c.gpu_model, c.region, c.team_id,
        c.state = 'made' AND d.first_running_at IS NOT NULL AS ran,
        extract(epoch FROM d.first_running_at - c.started_at) AS ready
      FROM launch_candidate c JOIN deployment d ON d.id = c.deployment_id
      WHERE c.started_at >= ${since} AND c.gpu_model IS NOT NULL
        AND (
          (c.state = 'made' AND d.first_running_at >= c.started_at)
          OR (c.state = 'made' AND d.first_running_at IS NULL AND d.status = 'failed'
            AND d.status_reason = ANY(${reasons}))
          OR (c.state = 'refused' AND c.reason = ANY(${reasons}))
        )
    )
    INSERT INTO launch_odds (provider_id, gpu_model, region, launches, teams, succeeded,
      median_ready_seconds, p90_ready_seconds, counted_at)
    SELECT provider_id, gpu_model, coalesce(region, ''), count(*), count(DISTINCT team_id),
      count(*) FILTER (WHERE ran),
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ready) FILTER (WHERE ran)),
      round(percentile_cont(0.9) WITHIN GROUP (ORDER BY ready) FILTER (WHERE ran)),
      ${now}
    FROM tried
    GROUP BY GROUPING SETS ((provider_id, gpu_model, region), (provider_id, gpu_model))
    HAVING count(*) >= ${LEAST_LAUNCHES} AND count(DISTINCT team_id) >= ${LEAST_TEAMS}
      AND (grouping(region) = 1 OR region IS NOT NULL)`;
}

/** A receipt that differs is exactly one that was told of. */
async function countReceipts(tx: Tx, since: Date, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO price_honesty (provider_id, receipts, teams, as_quoted, counted_at)
    SELECT d.provider_id, count(*), count(DISTINCT d.team_id),
      count(*) FILTER (WHERE e.id IS NULL), ${now}
    FROM deployment d LEFT JOIN event e ON e.deployment_id = d.id
      AND e.type = 'deployment.price-differs' AND e.at = d.receipt_at
    WHERE d.receipt_at >= ${since} AND d.origin = 'launch'
    GROUP BY d.provider_id
    HAVING count(*) >= ${LEAST_LAUNCHES} AND count(DISTINCT d.team_id) >= ${LEAST_TEAMS}`;
}
