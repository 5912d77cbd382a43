import { memoryMbIn, ownDoors, type Standing } from "../../network/standing";
import { findLocation } from "./catalog";
import type { Instance } from "./yard";

const USER = "user";

/** A machine with an address of its own, or behind forwarded ports of its host. */
export function standingOf({ state, wire, region, units }: Instance): Standing {
  const gpu = findLocation(region)?.gpus.find(({ v0Name }) => v0Name === wire.v0Name);
  const name = gpu?.displayName ?? wire.v0Name;
  return {
    isUp: state === "running",
    doors: wire.dedicatedIp
      ? ownDoors(wire.ip, USER)
      : wire.forwards.map((one) => doorOf(wire.ip, one)),
    // The bare images have no driver.
    gpus: {
      maker: "nvidia",
      name,
      count: wire.image.includes("_ml_") ? units : 0,
      memoryMb: memoryMbIn(name),
    },
  };
}

function doorOf(host: string, forward: { internal_port: number; external_port: number }) {
  const { internal_port: inside, external_port: port } = forward;
  const leads = inside === 22 ? ({ to: "ssh", user: USER } as const) : ({ to: "service" } as const);
  return { host, port, leads };
}
