import { ownDoors, type Standing } from "../../network/standing";
import { products } from "./catalog";
import type { Server } from "./hall";

/** A machine with an address of its own while it is on. Without its system's disk nothing boots there. */
export function standingOf({ state, wire, offer }: Server): Standing {
  const gpu = products.find(({ product }) => product === offer)?.gpu;
  return {
    isUp: state === "running" && "0" in wire.volumes,
    doors: wire.ip === null ? [] : ownDoors(wire.ip, "root"),
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${gpu?.type ?? ""}`,
      count: gpu?.count ?? 0,
      memoryMb: Number(/-(\d+)G$/.exec(offer)?.[1] ?? 16) * 1024,
    },
  };
}
