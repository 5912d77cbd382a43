import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Capabilities } from "@/lib/providers/contract";

export interface VolumeWanted {
  readonly volumeId: string;
  readonly teamId: string;
  readonly providerKeyId: string;
  readonly region: string | null;
  readonly machines: number;
  readonly capabilities: Pick<Capabilities, "volumes">;
}

/**
 * The provider's id of a team's volume that a machine may be launched with. Throws `invalid` on the
 * field `volumeId`: gone, of another account, in another region, or busy; and where several machines
 * would have to share it.
 */
export async function requireVolume(tx: Tx, wanted: VolumeWanted): Promise<string> {
  const { volumeId, teamId, providerKeyId } = wanted;
  const refuse = (reason: string) =>
    new AppError("invalid", "invalid", { fields: { volumeId: reason } });
  if (wanted.capabilities.volumes !== "at-launch") throw refuse("volume-not-offered");
  if (wanted.machines > 1) throw refuse("volume-one-machine");
  await tx.$executeRaw`SELECT 1 FROM volume WHERE id = ${volumeId} FOR NO KEY UPDATE`;
  const row = await tx.volume.findFirst({ where: { id: volumeId, teamId, goneAt: null } });
  if (!row) throw refuse("volume-not-found");
  if (row.providerKeyId !== providerKeyId) throw refuse("volume-other-key");
  if (row.wish !== null) throw refuse("volume-busy");
  if (row.region !== null && wanted.region !== null && row.region !== wanted.region) {
    throw refuse("volume-region");
  }
  return row.providerVolumeId;
}
