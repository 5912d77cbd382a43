import type { Door, Standing } from "../../network/standing";
import type { Instance } from "./bazaar";
import { findAsk } from "./catalog";
import { gateHost, hostPorts } from "./instance-view";

/** A container: reached at ports of its host, or by SSH through a gate. */
export function standingOf(instance: Instance): Standing {
  const { state, wire } = instance;
  const ask = findAsk(wire.askId);
  const leads = { to: "ssh", user: "root" } as const;
  const gate = wire.gate.port + (/jupyter/.test(wire.runtype) ? 1 : 0);
  const gates: Door[] =
    wire.runtype === "args" ? [] : [{ host: gateHost(instance), port: gate, leads }];
  const direct = hostPorts(instance).map(
    ([name, port]): Door => ({
      host: wire.ip,
      port,
      leads: name === "22/tcp" ? leads : { to: "service" },
    }),
  );
  return {
    isUp: state === "running",
    doors: [...gates, ...direct],
    gpus: {
      maker: "nvidia",
      name: `NVIDIA ${ask?.gpuName ?? ""}`,
      count: ask?.numGpus ?? 0,
      memoryMb: ask?.gpuRamMb ?? 0,
    },
  };
}
