import { onceAsWorker, type Tx } from "@/lib/db";

/** A refresh that has not ended after this is taken for dead. */
const ABANDONED_AFTER_MS = 2 * 60_000;

/**
 * Takes the one refresh of a source that may run at a time. False when another worker has it: the
 * row compares and sets in one statement, so of two at once one wins, also where one has ended before
 * the other asks.
 */
export async function claimRefresh(providerId: string, now: Date): Promise<boolean> {
  const abandonedBefore = new Date(now.getTime() - ABANDONED_AFTER_MS);
  const won = await onceAsWorker(
    (db) => db.$executeRaw`
      INSERT INTO price_source (provider_id, state, last_attempt_at)
      VALUES (${providerId}, 'refreshing', ${now})
      ON CONFLICT (provider_id) DO UPDATE SET state = 'refreshing', last_attempt_at = ${now}
      WHERE price_source.last_attempt_at IS DISTINCT FROM ${now}
        AND (price_source.state <> 'refreshing'
          OR price_source.last_attempt_at < ${abandonedBefore}
          OR price_source.last_attempt_at > ${now})`,
  );
  return won === 1;
}

/** The last good list of a source: when it came, and how many kinds of machine it sold. */
export interface LastGood {
  readonly lastSuccessAt: Date | null;
  readonly typeCount: number;
}

/**
 * Locks the source's row for the end of a refresh and answers what is known of it; `null` when
 * the refresh was taken for dead and another has begun.
 */
export async function endRefresh(tx: Tx, providerId: string, startedAt: Date) {
  const [row] = await tx.$queryRaw<LastGood[]>`
    SELECT last_success_at AS "lastSuccessAt", (
      SELECT count(DISTINCT instance_type)::int FROM offer
      WHERE offer.provider_id = price_source.provider_id AND vanished_at IS NULL) AS "typeCount"
    FROM price_source
    WHERE provider_id = ${providerId} AND state = 'refreshing' AND last_attempt_at = ${startedAt}
    FOR UPDATE`;
  return row ?? null;
}
