import { onceAsWorker } from "@/lib/db";

/**
 * Writes that machines were seen as they were before, in one statement however many they are. As
 * with any look, a machine that something was done about since the look began is left alone.
 */
export async function noteSeen(
  deploymentIds: readonly string[],
  { startedAt, now }: { readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  if (deploymentIds.length === 0) return;
  await onceAsWorker(
    (db) => db.$executeRaw`
      WITH seen AS (
        UPDATE deployment d SET provider_told_at = ${now}
        WHERE d.id = ANY(${[...deploymentIds]}) AND d.ended_at IS NULL
          AND d.status_since <= ${startedAt}
          AND d.desired_generation = d.settled_generation
          AND NOT EXISTS (
            SELECT 1 FROM operation o
            WHERE o.deployment_id = d.id AND (o.state = 'open' OR o.ended_at >= ${startedAt}))
        RETURNING d.id)
      UPDATE health_state SET seen_at = ${now}, checked_at = ${now}
      FROM seen WHERE deployment_id = seen.id`,
  );
}
