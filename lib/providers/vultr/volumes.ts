import type { VolumesFace } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { vultrClient } from "./client";
import { requireVm } from "./machine-id";
import { toVolume } from "./machines";

/** Block storage, put to virtual machines while they run. */
export function volumesFace(client: ReturnType<typeof vultrClient>): VolumesFace {
  return {
    async list(credentials, context) {
      return (await client.as(credentials, context).blocks()).map(toVolume);
    },
    async remove(credentials, id, context) {
      await goneIs(undefined, client.as(credentials, context).deleteBlock(id));
    },
    async attach(credentials, { volumeId, instanceId }, context) {
      const body = { instance_id: requireVm(instanceId), live: true };
      await client.as(credentials, context).attachBlock(volumeId, body);
    },
    /** The call names no machine, so a look comes first: another machine's disk stays where it is. */
    async detach(credentials, { volumeId, instanceId }, context) {
      const calls = client.as(credentials, context);
      const { attachedTo } = toVolume((await calls.block(volumeId)).block);
      if (attachedTo.length === 0) return;
      if (!attachedTo.includes(instanceId)) {
        throw new ProviderError("conflict", { detail: "the volume hangs on another machine" });
      }
      await calls.detachBlock(volumeId, { live: true });
    },
  };
}
