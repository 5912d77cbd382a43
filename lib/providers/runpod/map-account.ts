import type { AccountSshKey, Volume } from "../contract";
import { networkVolumePerHour } from "./volume-price";
import type { NetworkVolume, Pod } from "./wire";

/**
 * A network volume in our words. Nobody published what the fast kind costs; a volume has no status
 * and no age of its own. Serverless workers that use it are not seen.
 */
export function toVolume(volume: NetworkVolume, pods: readonly Pod[]): Volume {
  const isOn = ({ mounts }: Pod) => mounts.network?.some(({ volumeId }) => volumeId === volume.id);
  return {
    id: volume.id,
    name: volume.name,
    sizeGb: volume.size,
    region: volume.dataCenter,
    attachedTo: pods.filter(isOn).map((pod) => pod.id),
    ratePerHourMicros: volume.type === "STANDARD" ? networkVolumePerHour(volume.size) : null,
    createdAt: null,
    nativeStatus: "",
  };
}

/** RunPod keeps bare lines, so type and body of a key are its id and its comment is its name. */
export function toSshKey(line: string): AccountSshKey {
  const [type = "", body = "", ...comment] = line.trim().split(/\s+/);
  return { id: `${type} ${body}`, name: comment.join(" ") || null, publicKey: line };
}
