import type { Standing } from "../../network/standing";
import { memoryMbIn } from "../../network/standing";
import { findFlavor } from "./catalog";
import type { Vm } from "./yard";

const SSH_PORT = 22;

/** A machine with a public address, whose firewall lets in what its rules name and nothing else. */
export function standingOf({ state, wire, region }: Vm): Standing {
  const flavor = findFlavor(wire.flavor, region);
  const open = wire.rules
    .filter(({ direction, protocol }) => direction === "ingress" && protocol === "tcp")
    .flatMap(({ port_range_min: from, port_range_max: to }) => (from === to ? (from ?? []) : []));
  const host = wire.ip;
  return {
    isUp: state === "ACTIVE",
    doors:
      host === null || wire.isRandom
        ? []
        : [...new Set(open)].map((port) => ({
            host,
            port,
            leads: port === SSH_PORT ? { to: "ssh", user: "ubuntu" } : { to: "service" },
          })),
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${(flavor?.gpu ?? "").replaceAll("-", " ")}`,
      count: flavor?.gpuCount ?? 0,
      memoryMb: memoryMbIn((flavor?.gpu ?? "").replace(/(\d+)G\b/, "$1 GB")),
    },
  };
}
