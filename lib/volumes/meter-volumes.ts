import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { Micros } from "@/lib/money";

/** A volume this young when first seen was made since the account was last read. */
const YOUNG_MS = 20 * 60_000;

interface Unmetered {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
  readonly ratePerHourMicros: Micros;
  readonly createdAt: Date | null;
  readonly firstSeenAt: Date;
}

/**
 * Brings what an account's volumes cost into step with their rows: a stretch ends where a volume is
 * gone or costs another rate, and begins where one costs something. What a volume cost before it was
 * first seen is not known and not counted.
 */
export async function meterVolumes(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE storage_segment s SET to_at = GREATEST(s.from_at, ${at}) FROM volume v
    WHERE v.id = s.volume_id AND v.provider_key_id = ${providerKeyId} AND s.to_at IS NULL
      AND (v.gone_at IS NOT NULL OR v.rate_per_hour_micros IS DISTINCT FROM s.rate_per_hour_micros)`;
  const unmetered = await tx.$queryRaw<Unmetered[]>`
    SELECT v.id, v.team_id AS "teamId", v.provider_id AS "providerId",
      v.rate_per_hour_micros AS "ratePerHourMicros", v.created_at AS "createdAt",
      v.first_seen_at AS "firstSeenAt"
    FROM volume v WHERE v.provider_key_id = ${providerKeyId} AND v.gone_at IS NULL
      AND v.rate_per_hour_micros > 0 AND NOT EXISTS (
        SELECT 1 FROM storage_segment s WHERE s.volume_id = v.id AND s.to_at IS NULL)`;
  await tx.storageSegment.createMany({
    data: unmetered.map(({ id, teamId, providerId, ratePerHourMicros, ...seen }) => ({
      id: newId("sto"),
      teamId,
      volumeId: id,
      providerId,
      ratePerHourMicros,
      fromAt: beginningOf(seen, at),
    })),
    skipDuplicates: true,
  });
}

function beginningOf(
  { createdAt, firstSeenAt }: Pick<Unmetered, "createdAt" | "firstSeenAt">,
  at: Date,
): Date {
  if (createdAt === null || firstSeenAt.getTime() !== at.getTime()) return at;
  const ageMs = at.getTime() - createdAt.getTime();
  return ageMs > 0 && ageMs < YOUNG_MS ? createdAt : at;
}

/** Ends what is counted of volumes whose key was removed: nobody sees them any more. */
export async function endUnseen(tx: Tx, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE storage_segment s SET to_at = GREATEST(s.from_at, ${at})
    FROM volume v JOIN provider_key k ON k.id = v.provider_key_id
    WHERE v.id = s.volume_id AND k.state = 'removed' AND s.to_at IS NULL`;
}
