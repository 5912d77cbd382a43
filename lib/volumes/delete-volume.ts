import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { lockVolume, wishVolume } from "@/lib/volumes/lock-volume";
import { deleteVolumeInput } from "@/lib/volumes/schema";

/**
 * Asks for a volume and everything on it to be ended. Refused while it hangs on a machine or was
 * promised to one, and unless its name was typed.
 */
export const deleteVolume = defineVerb({
  name: "volumes.delete",
  input: deleteVolumeInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ volumeId }) => ({ target: volumeId }),
  async run({ tx, scope, now, wake }, { volumeId, confirmation }) {
    const volume = await lockVolume(tx, scope.team.id, volumeId);
    const { providerKeyId, providerVolumeId } = volume;
    const user = await tx.deployment.findFirst({
      where: { providerKeyId, volumeId: providerVolumeId, endedAt: null },
      select: { name: true },
    });
    if (user) throw new AppError("conflict", "volume-in-use", { values: { machine: user.name } });
    if (volume.attachedTo.length > 0) throw new AppError("conflict", "volume-attached");
    if (confirmation.trim() !== (volume.name ?? volume.providerVolumeId).trim()) {
      throw new AppError("invalid", "invalid", { fields: { confirmation: "name-differs" } });
    }
    await wishVolume(tx, volumeId, { wish: "delete", instanceId: null, now });
    wake("volumes.run", { volumeId });
    return { id: volumeId };
  },
});
