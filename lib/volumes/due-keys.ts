import { onceAsWorker } from "@/lib/db";
import { later } from "@/lib/operations/pace";

const EVERY_MS = 10 * 60_000;
const MOST_AT_ONCE = 20;

/** A key whose account is to be asked for what it holds besides machines. */
export interface DueKey {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
}

/** Takes the keys that are due; a second sweep at the same time takes others. */
export function claimDueKeys(now: Date): Promise<DueKey[]> {
  const next = later(now, EVERY_MS);
  return onceAsWorker(
    (db) => db.$queryRaw<DueKey[]>`
      UPDATE provider_key SET next_facts_at = ${next}
      WHERE id IN (
        SELECT id FROM provider_key
        WHERE state = 'active' AND (next_facts_at IS NULL OR next_facts_at <= ${now})
        ORDER BY next_facts_at NULLS FIRST LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, team_id AS "teamId", provider_id AS "providerId"`,
  );
}
