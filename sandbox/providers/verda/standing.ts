import { ownDoors, type Standing } from "../../network/standing";
import { findType } from "./catalog";
import type { Instance } from "./hall";

/** An instance with an address of its own. */
export function standingOf({ state, wire }: Instance): Standing {
  const type = findType(wire.type);
  return {
    isUp: state === "running",
    doors: ownDoors(wire.ip, "root"),
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${type?.gpuDescription ?? ""}`,
      count: type?.gpus ?? 0,
      memoryMb: (type?.gpuMemoryGb ?? 0) * 1024,
    },
  };
}
