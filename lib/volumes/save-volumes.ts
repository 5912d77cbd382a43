import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { Volume } from "@/lib/providers/contract";
import { meterVolumes } from "@/lib/volumes/meter-volumes";

/** One whole list of an account's volumes, and when it was asked for. */
export interface VolumeLook {
  readonly volumes: readonly Volume[];
  readonly askedAt: Date;
}

/**
 * Writes what an account holds beside its machines, and marks those as gone that it does not show
 * any more; both decide what is counted of their costs. A system disk is no volume of its own before its machine has left it behind.
 */
export async function saveVolumes(
  tx: Tx,
  key: { readonly id: string; readonly teamId: string; readonly providerId: string },
  { volumes: shown, askedAt }: VolumeLook,
): Promise<void> {
  const volumes = shown.filter(({ isSystem, attachedTo }) => !isSystem || attachedTo.length === 0);
  for (const volume of volumes) {
    const told = toldOf(volume, askedAt);
    await tx.volume.upsert({
      where: {
        providerKeyId_providerVolumeId: { providerKeyId: key.id, providerVolumeId: volume.id },
      },
      create: {
        ...told,
        id: newId("vol"),
        teamId: key.teamId,
        providerKeyId: key.id,
        providerId: key.providerId,
        providerVolumeId: volume.id,
        firstSeenAt: askedAt,
      },
      update: told,
    });
  }
  await tx.volume.updateMany({
    where: {
      providerKeyId: key.id,
      goneAt: null,
      lastSeenAt: { lt: askedAt },
      providerVolumeId: { notIn: volumes.map(({ id }) => id) },
    },
    data: { goneAt: askedAt, wish: null, wishInstanceId: null, runAfter: null, failure: null },
  });
  await meterVolumes(tx, key.id, askedAt);
}

function toldOf(volume: Volume, at: Date) {
  return {
    name: volume.name,
    sizeGb: volume.sizeGb,
    region: volume.region,
    attachedTo: [...volume.attachedTo],
    ratePerHourMicros: volume.ratePerHourMicros,
    nativeStatus: volume.nativeStatus,
    createdAt: volume.createdAt,
    lastSeenAt: at,
    goneAt: null,
  };
}
