import { onceAsWorker } from "@/lib/db";
import { later } from "@/lib/operations/pace";

const EVERY_MS = 60_000;
const MOST_AT_ONCE = 50;

/** A key whose account is to be listed now. */
export interface DueKey {
  readonly id: string;
  readonly providerId: string;
}

/** Takes the keys that are due and have machines; a second sweep at the same time takes others. */
export function claimDueKeys(now: Date): Promise<DueKey[]> {
  const next = later(now, EVERY_MS);
  return onceAsWorker(
    (db) => db.$queryRaw<DueKey[]>`
      UPDATE provider_key SET next_sweep_at = ${next}
      WHERE id IN (
        SELECT k.id FROM provider_key k
        WHERE k.next_sweep_at <= ${now} AND k.state <> 'removed' AND EXISTS (
          SELECT 1 FROM deployment d
          WHERE d.provider_key_id = k.id AND d.ended_at IS NULL
            AND d.provider_instance_id IS NOT NULL)
        ORDER BY k.next_sweep_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, provider_id AS "providerId"`,
  );
}
