import { ownDoors, type Standing } from "../../network/standing";
import { findType } from "./catalog";
import { cloudOf } from "./clouds";
import type { Instance } from "./hall";

/** A machine with an address of its own, reached while it is active and not restarting. */
export function standingOf({ state, wire, offer }: Instance, nowMs: number): Standing {
  const type = findType(offer);
  const { restartsUntilMs: until } = wire;
  return {
    isUp: state === "active" && until !== null && until <= nowMs,
    doors: ownDoors(wire.ip, "shadeform", cloudOf(type?.cloud ?? "").sshPort),
    gpus: {
      maker: type?.gpuManufacturer === "amd" ? "amd" : "nvidia",
      name: `NVIDIA ${type?.gpuType.replaceAll("_", " ") ?? ""}`,
      count: type?.numGpus ?? 0,
      memoryMb: (type?.vramPerGpuGb ?? 0) * 1024,
    },
  };
}
