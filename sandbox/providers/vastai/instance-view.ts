import { seeded } from "../../ids";
import { rateNow } from "../../ledger";
import { microsToNumber } from "../../money";
import type { TwinCall } from "../twin";
import type { Bazaar, Instance } from "./bazaar";
import { findAsk } from "./catalog";

interface Words {
  actual: string | null;
  intended: "running" | "stopped";
  cur: "running" | "stopped";
  next: "running" | "stopped";
  message?: string;
}

const going = { intended: "running", cur: "running", next: "running" } as const;
const resting = { intended: "stopped", cur: "stopped", next: "stopped" } as const;

/** The four words in which one state of the twin is told. */
const words: Record<string, Words> = {
  new: { actual: null, ...going },
  loading: { actual: "loading", ...going, message: "pulling image" },
  running: { actual: "running", ...going, message: "success, running image" },
  rebooting: { actual: "rebooting", ...going },
  stopping: { actual: "running", intended: "stopped", cur: "running", next: "stopped" },
  stopped: { actual: "exited", ...resting },
  outbid: { actual: "exited", ...resting },
  displaced: { actual: "exited", ...resting },
  waiting: { actual: null, ...resting },
  scheduling: { actual: "scheduling", intended: "running", cur: "stopped", next: "running" },
  exited: { actual: "exited", ...going },
  offline: { actual: "offline", ...going },
  broken: { actual: "created", ...going, message: "Error: OCI runtime create failed: no GPU" },
};

const SSH_SERVERS = 9;

/** An instance among others, where its environment is told in pairs. */
export function listedView(bazaar: Bazaar, call: TwinCall, instance: Instance) {
  const extra_env = instance.wire.ports.map((port) => [`-p ${port}:${port}`, "1"]);
  return { ...view(bazaar, call, instance), extra_env };
}

/** An instance alone, where its environment is a list of texts. */
export function singleView(bazaar: Bazaar, call: TwinCall, instance: Instance) {
  const extra_env = instance.wire.ports.map((port) => `-p ${port}:${port}`);
  return { ...view(bazaar, call, instance), extra_env };
}

/** Its dates are of a clock that may be wrong. */
function view({ world }: Bazaar, call: TwinCall, instance: Instance) {
  const { twist, settings } = call;
  const skewMs = twist?.kind === "clock-skew" ? twist.ms : (settings.clockSkewMs ?? 0);
  return toInstance(instance, skewMs, world.seed);
}

function toInstance(instance: Instance, skewMs: number, seed: number) {
  const { wire } = instance;
  const ask = findAsk(wire.askId);
  const said = words[instance.state] ?? { actual: "unknown", ...going };
  const draw = (what: string, below: number) => seeded(seed, `${instance.id} ${what}`, below);
  const server = String(1 + draw("server", SSH_SERVERS));
  return {
    id: Number(instance.id),
    actual_status: said.actual,
    intended_status: said.intended,
    cur_state: said.cur,
    next_state: said.next,
    status_msg: said.message ?? null,
    label: instance.name === "" ? null : instance.name,
    image_uuid: wire.image,
    image_args: wire.args === "" ? [] : wire.args.split(" "),
    image_runtype: wire.runtype,
    onstart: "",
    machine_id: ask?.machineId ?? 0,
    host_id: (ask?.machineId ?? 0) + 7,
    start_date: (instance.createdAtMs + skewMs) / 1000,
    end_date: instance.createdAtMs / 1000 + 7_776_000,
    gpu_name: ask?.gpuName ?? "",
    gpu_ram: ask?.gpuRamMb ?? 0,
    num_gpus: ask?.numGpus ?? 0,
    gpu_frac: 0.25,
    disk_space: wire.disk,
    cpu_arch: ask?.cpuArch ?? "amd64",
    direct_port_count: ask?.directPorts ?? 0,
    geolocation: ask?.geolocation ?? "",
    verification: ask?.verification ?? "verified",
    reliability2: ask?.reliability ?? 1,
    static_ip: true,
    ssh_host: `ssh${server}.vast.ai`,
    ssh_idx: server,
    ssh_port: 10_000 + draw("ssh port", 20_000),
    public_ipaddr: `203.0.113.${1 + draw("address", 254)}\n`,
    ports: said.actual === "running" ? portsOf(instance, draw) : null,
    is_bid: wire.bidMicros !== null,
    min_bid: ask?.minBid ?? 0,
    ...pricesOf(instance),
  };
}

/** SSH, unless the image runs as it is, and what was opened, where the host has ports of its own for it. */
function portsOf({ wire }: Instance, draw: (what: string, below: number) => number) {
  const opened = wire.ports.map((port) => `${port}/tcp`);
  const reached = wire.runtype === "args" ? opened : ["22/tcp", ...opened];
  const names = findAsk(wire.askId)?.directPorts ? reached : [];
  const bindings = (name: string) => {
    const HostPort = String(40_000 + draw(name, 20_000));
    return [
      { HostIp: "0.0.0.0", HostPort },
      { HostIp: "::", HostPort },
    ];
  };
  return Object.fromEntries(names.map((name) => [name, bindings(name)]));
}

function pricesOf({ wire, segments }: Instance) {
  const [base, disk] = [BigInt(wire.baseMicros), BigInt(wire.diskMicros)];
  const now = rateNow(segments);
  const parts = (compute: bigint, storage: bigint) => ({
    gpuCostPerHour: microsToNumber(compute),
    diskHour: microsToNumber(storage),
    totalHour: microsToNumber(compute + storage),
    discountTotalHour: 0,
    discountedTotalPerHour: microsToNumber(compute + storage),
  });
  return {
    dph_base: microsToNumber(base),
    dph_total: microsToNumber(base + disk),
    storage_cost: findAsk(wire.askId)?.storageCost ?? 0,
    storage_total_cost: microsToNumber(disk),
    search: parts(base, disk),
    instance: parts(now.compute, now.storage),
  };
}
