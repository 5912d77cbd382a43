import { asWorker } from "@/lib/db";
import type { Volume } from "@/lib/generated/prisma/client";

const LEASE_MS = 180_000;
const MOST_AT_ONCE = 20;

/**
 * Takes volumes with a wish that is due and nobody holds, under keys that still exist. The lease outlasts the longest calls of one
 * turn; a turn that took longer finds a higher fence and writes nothing.
 */
export function claimWishes(facts: {
  readonly now: Date;
  readonly volumeId?: string;
}): Promise<Volume[]> {
  return asWorker(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE volume SET fence = fence + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})
      WHERE id IN (
        SELECT id FROM volume
        WHERE wish IS NOT NULL AND run_after <= ${facts.now}
          AND (lease_until IS NULL OR lease_until < clock_timestamp())
          AND EXISTS (SELECT 1 FROM provider_key k
            WHERE k.id = provider_key_id AND k.state <> 'removed')
          AND (${facts.volumeId ?? null}::text IS NULL OR id = ${facts.volumeId ?? null})
        ORDER BY run_after LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    return tx.volume.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  });
}
