import { memoryMbIn, ownDoors, type Standing } from "../../network/standing";
import { findType } from "./catalog";
import type { Instance } from "./instance-view";

/** A virtual machine with an address of its own. */
export function standingOf({ state, wire, offer }: Instance): Standing {
  const type = findType(offer);
  const description = type?.gpuDescription ?? "";
  return {
    isUp: state === "active",
    doors: ownDoors(wire.ip, "ubuntu"),
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${description}`,
      count: type?.gpus ?? 0,
      memoryMb: memoryMbIn(description),
    },
  };
}
