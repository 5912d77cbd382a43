import { memoryMbIn, ownDoors, type Standing } from "../../network/standing";
import { findType } from "./catalog";
import type { Vm } from "./hall";

/** A machine with an address of its own. */
export function standingOf({ state, wire, offer }: Vm): Standing {
  const type = findType(offer);
  const gpu = type?.gpu ?? "";
  const isAmd = gpu.startsWith("MI");
  return {
    isUp: state === "STATE_RUNNING",
    doors: ownDoors(wire.ip, "ubuntu"),
    gpus: {
      maker: isAmd ? "amd" : "nvidia",
      name: `${isAmd ? "AMD Instinct" : "NVIDIA"} ${gpu}`,
      count: type?.gpus ?? 0,
      memoryMb: memoryMbIn(gpu),
    },
  };
}
