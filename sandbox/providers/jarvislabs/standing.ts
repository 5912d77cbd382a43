import { type Door, ownDoors, type Standing } from "../../network/standing";
import { findPool } from "./catalog";
import type { Box } from "./hall";

/** A VM has an address of its own; of a container only SSH can be reached, at a port of its own. */
export function standingOf({ state, wire, offer, units }: Box): Standing {
  return {
    isUp: state === "Running",
    doors: wire.template === "vm" ? ownDoors(wire.ip, "ubuntu") : [sshDoor(wire)],
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${wire.gpuType}`,
      count: units,
      memoryMb: Number(findPool(offer)?.vram ?? 0) * 1024,
    },
  };
}

const sshDoor = ({ ip, port }: Box["wire"]): Door => ({
  host: ip,
  port,
  leads: { to: "ssh", user: "root" },
});
