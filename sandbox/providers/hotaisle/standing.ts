import { ownDoors, type Standing } from "../../network/standing";
import { findMachine } from "./catalog";
import type { Vm } from "./hall";

const MI300X_GB = 192;

/** A virtual machine whose SSH is at a port of its own. */
export function standingOf({ state, wire, offer }: Vm): Standing {
  return {
    isUp: state === "running",
    doors: ownDoors(wire.ip, "hotaisle", wire.port),
    gpus: {
      maker: "amd",
      name: "AMD Instinct MI300X",
      count: findMachine(offer)?.gpus ?? 0,
      memoryMb: MI300X_GB * 1024,
    },
  };
}
