import type { Door, Standing } from "../../network/standing";
import { findGpu } from "./catalog";
import { gateUser, type PodMachine, portsOf } from "./pod-view";

/** A container: some of its ports at an address of the host's, the others behind the provider's gates. */
export function standingOf(pod: PodMachine): Standing {
  const { id, count } = pod.wire.gpu;
  const isAmd = id.startsWith("AMD");
  return {
    isUp: pod.state === "RUNNING",
    doors: [
      { host: "ssh.runpod.io", port: 22, leads: { to: "ssh-gate", user: gateUser(pod) } },
      ...portsOf(pod).flatMap((port): Door[] => {
        if (port.type === "http") {
          const host = `${pod.id}-${port.private}.proxy.runpod.net`;
          return [{ host, port: 443, leads: { to: "web-gate" } }];
        }
        if (port.ip === null || port.public === null) return [];
        const isSsh = port.private === 22;
        const leads = isSsh ? ({ to: "ssh", user: "root" } as const) : ({ to: "service" } as const);
        return [{ host: port.ip, port: port.public, leads }];
      }),
    ],
    gpus: {
      maker: isAmd ? "amd" : "nvidia",
      name: id,
      count,
      memoryMb: (findGpu(id)?.memoryGb ?? 0) * 1024,
    },
  };
}
