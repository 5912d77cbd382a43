import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam, type Tx } from "@/lib/db";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import type { VolumeView } from "@/lib/volumes/schema";
import { toVolumeView } from "@/lib/volumes/to-volume-view";
import type { VolumeList } from "@/lib/volumes/types";

/** The team's volumes as its accounts showed them last: those that hang on nothing first. */
export async function listVolumes(scope: TeamScope): Promise<VolumeList> {
  requireRead(scope, "deployments.read");
  const { keys, rows, machines } = await inTeam(scope.team.id, (tx) => read(tx, scope.team.id));
  const volumes = rows
    .flatMap((row) => {
      const key = keys.find(({ id }) => id === row.providerKeyId);
      if (!key) return [];
      const facts = { keyName: key.name, isKeyActive: key.state === "active", machines };
      return toVolumeView(row, facts);
    })
    .sort((a, b) => Number(b.isOrphan) - Number(a.isOrphan) || a.name.localeCompare(b.name));
  const unread = keys
    .filter(({ providerId }) => hasVolumes(providerId))
    .filter(({ nextFactsAt, state }) => nextFactsAt === null || state !== "active")
    .map(({ id, name }) => ({ keyId: id, keyName: name }));
  return { volumes, orphans: sumOrphans(volumes), unread };
}

async function read(tx: Tx, teamId: string) {
  const keys = await tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true, name: true, state: true, providerId: true, nextFactsAt: true },
  });
  const rows = await tx.volume.findMany({ where: { teamId, goneAt: null } });
  const machines = await tx.deployment.findMany({
    where: { teamId, endedAt: null },
    select: {
      id: true,
      name: true,
      providerKeyId: true,
      providerInstanceId: true,
      volumeId: true,
      region: true,
    },
    orderBy: { createdAt: "desc" },
  });
  return { keys, rows, machines };
}

function hasVolumes(providerId: string): boolean {
  const capabilities = findProviderMeta(providerId)?.capabilities;
  return capabilities !== null && capabilities !== undefined && capabilities.volumes !== "no";
}

function sumOrphans(volumes: readonly VolumeView[]): VolumeList["orphans"] {
  const orphans = volumes.filter(({ isOrphan }) => isOrphan);
  const micros = orphans.map(({ perMonth }) => perMonth && microsFromDecimal(perMonth));
  return {
    count: orphans.length,
    perMonth: microsToDecimal(micros.reduce((sum: bigint, one) => sum + (one || 0n), 0n)),
    unpriced: orphans.filter(({ perMonth }) => perMonth === null).length,
  };
}
