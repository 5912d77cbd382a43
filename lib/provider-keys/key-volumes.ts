import type { Tx } from "@/lib/db";
import { type Micros, microsToDecimal } from "@/lib/money";
import type { VolumesOn } from "@/lib/provider-keys/types";
import { HOURS_PER_MONTH } from "@/lib/providers/disk-rate";

const MOST_NAMED = 5;

/** The volumes of a team's accounts by key; keys without any, and removed ones, are left out. */
export async function volumesOnKeys(tx: Tx, teamId: string): Promise<Record<string, VolumesOn>> {
  const keys = await tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true },
  });
  const rows = await tx.volume.findMany({
    where: { teamId, goneAt: null, providerKeyId: { in: keys.map(({ id }) => id) } },
    select: { providerKeyId: true, name: true, providerVolumeId: true, ratePerHourMicros: true },
    orderBy: { firstSeenAt: "asc" },
  });
  const byKey = Map.groupBy(rows, ({ providerKeyId }) => providerKeyId);
  return Object.fromEntries([...byKey].map(([keyId, own]) => [keyId, sumOf(own)]));
}

interface Priced {
  readonly name: string | null;
  readonly providerVolumeId: string;
  readonly ratePerHourMicros: Micros | null;
}

function sumOf(volumes: readonly Priced[]): VolumesOn {
  const perHour = volumes.reduce((sum, one) => sum + (one.ratePerHourMicros ?? 0n), 0n);
  return {
    count: volumes.length,
    names: volumes
      .slice(0, MOST_NAMED)
      .map(({ name, providerVolumeId }) => name ?? providerVolumeId),
    perMonth: microsToDecimal(perHour * HOURS_PER_MONTH),
    unpriced: volumes.filter(({ ratePerHourMicros }) => ratePerHourMicros === null).length,
  };
}

/** Names of volumes that something is still to be done with, of one key or of the whole team. */
export async function volumesWaiting(
  tx: Tx,
  of: { readonly teamId: string; readonly providerKeyId?: string },
): Promise<string[]> {
  const rows = await tx.volume.findMany({
    where: { ...of, goneAt: null, wish: { not: null } },
    select: { name: true, providerVolumeId: true },
    orderBy: { firstSeenAt: "asc" },
  });
  return rows.map(({ name, providerVolumeId }) => name ?? providerVolumeId);
}
