import { type Door, ownDoors, type Standing } from "../../network/standing";
import { findVariant } from "./catalog";
import type { Instance } from "./hall";

const USER = "riftuser";
const SSH_PORT = 22;
const MEBIBYTE = 2 ** 20;

/** A virtual machine at an address of its own, or behind the ports that were opened for it. */
export function standingOf({ state, wire, offer }: Instance): Standing {
  const found = findVariant(offer);
  return {
    isUp: state === "Running",
    doors: wire.mappings.length > 0 ? mappedDoors(wire.address, wire.mappings) : own(wire.address),
    gpus: {
      maker: found?.type.manufacturer === "AMD" ? "amd" : "nvidia",
      name: `${found?.type.manufacturer} ${found?.type.brandShort}`,
      count: found?.variant.gpuCount ?? 0,
      memoryMb: Math.round((found?.variant.vramBytes ?? 0) / MEBIBYTE),
    },
  };
}

const own = (address: string) => ownDoors(address, USER);

function mappedDoors(host: string, mappings: [number, number][]): Door[] {
  return mappings.map(([inner, port]) => ({
    host,
    port,
    leads: inner === SSH_PORT ? { to: "ssh", user: USER } : { to: "service" },
  }));
}
