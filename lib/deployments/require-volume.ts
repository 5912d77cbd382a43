import type { TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import type { BoughtOffer } from "@/lib/deployments/require-offer";
import type { LaunchInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import type { Volume } from "@/lib/generated/prisma/client";
import { lockVolume } from "@/lib/volumes/lock-volume";

/**
 * The volume a launch names, held until the launch is written; `null` where it names none. Throws
 * `volume-not-found`, `volume-busy`, and `invalid` with why it cannot go with this machine.
 */
export async function requireVolume(
  tx: Tx,
  scope: TeamScope,
  { input, bought }: { readonly input: LaunchInput; readonly bought: BoughtOffer },
): Promise<Volume | null> {
  const { offer, capabilities } = bought;
  if (input.volumeId === undefined) return null;
  if (capabilities.volumes !== "at-launch") throw unfit("volume-not-at-launch");
  if (input.machines > 1) throw unfit("volume-one-machine");
  const volume = await lockVolume(tx, scope.team.id, input.volumeId);
  if (volume.providerKeyId !== input.providerKeyId) throw unfit("volume-other-key");
  const region = offer.region ?? input.region ?? null;
  if (volume.region !== null && region !== null && volume.region !== region) {
    throw unfit("volume-region", { region: volume.region });
  }
  const tiers = capabilities.withVolume?.tiers;
  if (tiers && !(offer.tier !== null && tiers.includes(offer.tier))) {
    throw unfit("volume-tier", { tiers: tiers.join(", ") });
  }
  return volume;
}

function unfit(reason: string, values: Readonly<Record<string, string>> = {}): AppError {
  return new AppError("invalid", "invalid", { fields: { volumeId: reason }, values });
}
