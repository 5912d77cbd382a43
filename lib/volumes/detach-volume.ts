import { z } from "zod";
import { AppError } from "@/lib/errors";
import { findProviderMeta } from "@/lib/providers/meta";
import { defineVerb } from "@/lib/verbs/define-verb";
import { lockVolume, wishVolume } from "@/lib/volumes/lock-volume";
import { detachVolumeInput } from "@/lib/volumes/schema";

/** Asks for a volume to be taken off the machine it hangs on. */
export const detachVolume = defineVerb({
  name: "volumes.detach",
  input: detachVolumeInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ volumeId }) => ({ target: volumeId }),
  async run({ tx, scope, now, wake }, { volumeId }) {
    const volume = await lockVolume(tx, scope.team.id, volumeId);
    const capabilities = findProviderMeta(volume.providerId)?.capabilities;
    if (capabilities?.volumes !== "any-time") throw new AppError("conflict", "volume-fixed");
    const [instanceId] = volume.attachedTo;
    if (instanceId === undefined) throw new AppError("conflict", "volume-free");
    await wishVolume(tx, volumeId, { wish: "detach", instanceId, now });
    wake("volumes.run", { volumeId });
    return { id: volumeId };
  },
});
