import { z } from "zod";
import { AppError } from "@/lib/errors";
import { requireThawed } from "@/lib/provider-keys/require-thawed";
import { findProviderMeta } from "@/lib/providers/meta";
import { defineVerb } from "@/lib/verbs/define-verb";
import { lockVolume, wishVolume } from "@/lib/volumes/lock-volume";
import { attachVolumeInput } from "@/lib/volumes/schema";

/** Asks for a volume to be put to a machine of the same account. */
export const attachVolume = defineVerb({
  name: "volumes.attach",
  input: attachVolumeInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ volumeId, deploymentId }) => ({ target: volumeId, details: { deploymentId } }),
  async run({ tx, scope, now, wake }, { volumeId, deploymentId }) {
    const volume = await lockVolume(tx, scope.team.id, volumeId);
    const capabilities = findProviderMeta(volume.providerId)?.capabilities;
    if (capabilities?.volumes !== "any-time") throw new AppError("conflict", "volume-fixed");
    if (volume.attachedTo.length > 0) throw new AppError("conflict", "volume-attached");
    const machine = await tx.deployment.findFirst({
      where: { id: deploymentId, teamId: scope.team.id, providerKeyId: volume.providerKeyId },
      select: { providerInstanceId: true, endedAt: true, region: true },
    });
    if (!machine?.providerInstanceId || machine.endedAt !== null) {
      throw new AppError("not-found", "deployment-not-found");
    }
    if (volume.region !== null && machine.region !== null && volume.region !== machine.region) {
      throw new AppError("conflict", "volume-region", { values: { region: volume.region } });
    }
    await requireThawed(tx, volume.providerKeyId);
    const instanceId = machine.providerInstanceId;
    await wishVolume(tx, volumeId, { wish: "attach", instanceId, now });
    wake("volumes.run", { volumeId });
    return { id: volumeId };
  },
});
