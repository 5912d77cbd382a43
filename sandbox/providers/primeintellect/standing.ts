import { memoryMbIn, ownDoors, type Standing } from "../../network/standing";
import { findItem } from "./catalog";
import { userOf } from "./pod-view";
import type { Pod } from "./pod-wire";

/** A machine with an address of its own, or a container of RunPod with nothing but its SSH outside. */
export function standingOf({ state, wire }: Pod): Standing {
  const { ip, sshPort, listing } = wire;
  const item = findItem(listing);
  const user = userOf(listing);
  const isContainer = item?.provider === "runpod";
  return {
    isUp: state === "ACTIVE",
    doors: isContainer
      ? [{ host: ip, port: sshPort, leads: { to: "ssh", user } }]
      : ownDoors(ip, user, sshPort),
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${item?.gpuType ?? ""}`,
      count: item?.gpuCount ?? 0,
      memoryMb: memoryMbIn(item?.gpuType ?? ""),
    },
  };
}
