import type { Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { isHosted, type Region } from "./regions";
import { readSshCommand } from "./ssh-command";
import type { Machine } from "./wire";

/** The kind of machine that its own system runs on; every other template is a container. */
const VM = "vm";
const CONTAINER_TEMPLATE = "pytorch";
const LEAST_DISK_GB = 100;
const VM_USER = "ubuntu";

export interface Launchable {
  readonly region: Region;
  readonly template: string;
}

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): Launchable {
  const { region, tier } = spec;
  if (!isHosted(region)) throw refused(`no known host for region ${region}`);
  if (tier !== "vm" && tier !== "container") throw refused("the kind of machine is not known");
  if (tier === "vm" && spec.pricingModel === "spot") throw refused("spot is for containers alone");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (!/^[\w -]{1,40}$/.test(spec.name)) throw refused("no name for a machine there");
  return { region, template: tier === "vm" ? VM : CONTAINER_TEMPLATE };
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** The body of a launch; all the account's SSH keys come onto the machine, so it names none. */
export function toCreateBody(spec: LaunchSpec) {
  return {
    ...alike,
    gpu_type: spec.instanceType,
    num_gpus: spec.gpuCount,
    hdd: spec.diskGb ?? LEAST_DISK_GB,
    region: spec.region,
    name: spec.name,
    is_spot: spec.pricingModel === "spot",
    disk_type: "ssd",
    fs_id: null,
  };
}

/** The same machine again: one on spot would be resumed at the full price if that were left out. */
export function toResumeBody(machine: Machine) {
  return {
    ...alike,
    machine_id: Number(machine.machine_id),
    gpu_type: machine.gpu_type,
    num_gpus: machine.num_gpus ?? 1,
    hdd: machine.hdd,
    name: nameOf(machine),
    is_spot: machine.is_spot ?? false,
    fs_id: machine.fs_id ?? null,
  };
}

const alike = {
  duration: "hour",
  http_ports: "",
  script_id: null,
  script_args: "",
  arguments: "",
} as const;

/** Where a machine is acted on; throws where its region's host is not known. */
export function placeOf(machine: Machine): Launchable {
  const { region = null } = machine;
  if (!isHosted(region)) throw refused(`no known host for region ${region}`);
  return { region, template: templateOf(machine) };
}

/** The path of an act, which differs by the kind of machine. */
export function actPath(machine: Machine, act: "pause" | "destroy"): string {
  if (templateOf(machine) !== VM) return `/misc/${act}`;
  return isCpuOnly(machine) ? `/templates/vm/cpu/${act}` : `/templates/vm/${act}`;
}

const templateOf = ({ template, framework }: Machine) =>
  (template ?? framework ?? "").toLowerCase();
const nameOf = ({ instance_name: name, name: other }: Machine) => name ?? other ?? null;
const isCpuOnly = ({ gpu_type: gpu }: Machine) => gpu?.toUpperCase() === "CPU";

/** A machine in our words. Its `cost` is what it has cost so far in the account's currency, no rate. */
export function toInstance(machine: Machine): Instance {
  const { machine_id: id, status: nativeStatus } = machine;
  const status = toStatus(nativeStatus);
  const ssh = status === "running" && !isPausing(machine) ? toSsh(machine) : null;
  return {
    id,
    name: nameOf(machine),
    status,
    nativeStatus,
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh !== null && ownAddressOf(machine) !== null,
    ports: [],
    region: machine.region ?? null,
    createdAt: null,
  };
}

function toStatus(word: string): ProviderStatus {
  switch (word.toLowerCase()) {
    case "creating":
    case "resuming":
      return "provisioning";
    case "running":
    case "pausing":
      return "running";
    case "paused":
      return "stopped";
    case "failed":
      return "failed";
    case "destroying":
      return "terminating";
    case "destroyed":
      return "terminated";
    default:
      return "unknown";
  }
}

export const isPausing = ({ status }: Machine) => status.toLowerCase() === "pausing";
export const isPaused = ({ status }: Machine) => status.toLowerCase() === "paused";

function toSsh(machine: Machine): SshAddress | null {
  const command = machine.ssh_str ?? machine.ssh_command;
  const told = command ? readSshCommand(command) : null;
  const host = ownAddressOf(machine);
  return host === null ? told : { host, port: 22, user: told?.user ?? VM_USER };
}

/** Only virtual machines have one; ports of containers are dealt out at a host of many. */
function ownAddressOf(machine: Machine): string | null {
  return templateOf(machine) === VM ? machine.public_ip || null : null;
}
