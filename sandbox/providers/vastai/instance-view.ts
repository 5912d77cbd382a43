import { seeded } from "../../ids";
import { rateNow } from "../../ledger";
import { microsToNumber } from "../../money";
import type { TwinCall } from "../twin";
import type { Instance } from "./bazaar";
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

/** An instance among others, where its environment is told in pairs. */
export function listedView(call: TwinCall, instance: Instance) {
  const extra_env = instance.wire.ports.map((port) => [`-p ${port}:${port}`, "1"]);
  return { ...view(call, instance), extra_env };
}

/** An instance alone, where its environment is a list of texts. */
export function singleView(call: TwinCall, instance: Instance) {
  const extra_env = instance.wire.ports.map((port) => `-p ${port}:${port}`);
  return { ...view(call, instance), extra_env };
}

/** Its dates are of a clock that may be wrong. */
function view(call: TwinCall, instance: Instance) {
  const { twist, settings } = call;
  const skewMs = twist?.kind === "clock-skew" ? twist.ms : (settings.clockSkewMs ?? 0);
  return toInstance(instance, skewMs);
}

function toInstance(instance: Instance, skewMs: number) {
  const { wire } = instance;
  const ask = findAsk(wire.askId);
  const said = words[instance.state] ?? { actual: "unknown", ...going };
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
    ssh_host: gateHost(instance),
    ssh_idx: String(wire.gate.server),
    ssh_port: wire.gate.port,
    public_ipaddr: `${wire.ip}\n`,
    ports: said.actual === "running" ? portsOf(instance) : null,
    is_bid: wire.bidMicros !== null,
    min_bid: ask?.minBid ?? 0,
    ...pricesOf(instance),
  };
}

export function gateHost({ wire }: Instance): string {
  return `ssh${wire.gate.server}.vast.ai`;
}

/** What is open of it, by its name inside, and the host's port for it; none where the host has no ports. */
export function hostPorts({ id, wire }: Instance): [string, number][] {
  const opened = wire.ports.map((port) => `${port}/tcp`);
  const reached = wire.runtype === "args" ? opened : ["22/tcp", ...opened];
  const first = 40_000 + seeded(0, `${id} ports`, 20_000);
  const names = findAsk(wire.askId)?.directPorts ? [...new Set(reached)] : [];
  return names.map((name, index) => [name, first + index]);
}

function portsOf(instance: Instance) {
  const bindings = (port: number) => [
    { HostIp: "0.0.0.0", HostPort: String(port) },
    { HostIp: "::", HostPort: String(port) },
  ];
  return Object.fromEntries(hostPorts(instance).map(([name, port]) => [name, bindings(port)]));
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
