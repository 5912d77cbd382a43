import { ownDoors, type Standing } from "../../network/standing";
import { findSize } from "./catalog";
import type { Droplet } from "./yard";

/** A Droplet with an address of its own. */
export function standingOf({ state, wire, offer }: Droplet): Standing {
  const gpu = findSize(offer)?.gpu;
  return {
    isUp: state === "active",
    doors: ownDoors(wire.publicIp, "root"),
    gpus: {
      maker: gpu?.model.startsWith("amd") ? "amd" : "nvidia",
      name: (gpu?.model ?? "").replaceAll("_", " ").toUpperCase(),
      count: gpu?.count ?? 0,
      memoryMb: (gpu?.vramGib ?? 0) * 1024,
    },
  };
}
