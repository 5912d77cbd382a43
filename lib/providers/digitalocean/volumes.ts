import type { Volume, VolumePair, VolumesFace } from "../contract";
import { diskPerHourMicros } from "../disk-rate";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { digitaloceanClient } from "./client";
import type { DropletVolume } from "./machine-wire";
import { requireBegun, toDate } from "./machines";
import { VOLUME_PER_GB_MONTH } from "./volume-price";

/** Volumes; they stay when their Droplet goes, and go on costing money. */
export function volumesFace(as: ReturnType<typeof digitaloceanClient>): VolumesFace {
  return {
    async list(credentials, context) {
      return (await as(credentials, context).volumes()).map(toVolume);
    },
    async remove(credentials, id, context) {
      await goneIs(undefined, as(credentials, context).removeVolume(id));
    },
    async attach(credentials, pair, context) {
      const body = { type: "attach", droplet_id: dropletOf(pair) };
      const { action } = await as(credentials, context).actOnVolume(pair.volumeId, body);
      requireBegun(action);
    },
    async detach(credentials, pair, context) {
      const body = { type: "detach", droplet_id: dropletOf(pair) };
      const begun = as(credentials, context).actOnVolume(pair.volumeId, body);
      const answer = await goneIs(null, begun);
      if (answer) requireBegun(answer.action);
    },
  };
}

function dropletOf({ instanceId }: VolumePair): number {
  if (/^\d{1,15}$/.test(instanceId)) return Number(instanceId);
  throw new ProviderError("invalid-request", { detail: "no Droplet has such an id" });
}

/** A volume in our words; it has no status but where it hangs. */
export function toVolume(volume: DropletVolume): Volume {
  const attachedTo = (volume.droplet_ids ?? []).map(String);
  return {
    id: volume.id,
    name: volume.name,
    sizeGb: volume.size_gigabytes,
    region: volume.region.slug,
    attachedTo,
    ratePerHourMicros: diskPerHourMicros(VOLUME_PER_GB_MONTH, volume.size_gigabytes),
    createdAt: toDate(volume.created_at),
    nativeStatus: attachedTo.length > 0 ? "attached" : "available",
  };
}
