import { divideHalfEven, type Micros, microsFromNumber } from "@/lib/money";
import type {
  AccountSshKey,
  Balance,
  Instance,
  KeyFacts,
  LaunchSpec,
  ProviderStatus,
  SshAddress,
  Volume,
} from "../contract";
import { ProviderError } from "../errors";
import { kindOfPlan, writeMachineId } from "./machine-id";
import type { Account, BareMetal, Block, SshKey, Vm } from "./machine-wire";

/** Ubuntu 22.04, which has drivers and Docker on GPU plans. */
const VM_OS_ID = 1743;
const METAL_IMAGE_ID = "docker";
const HOURS_PER_MONTH = 730n;
/** To make machines, and to end them again. */
const launchRights = ["provisioning", "subscriptions"];

/** What a launch must bring, checked before anything is sent. Answers the public SSH keys. */
export function requireLaunchable(spec: LaunchSpec): readonly string[] {
  if (spec.region === null) throw refused("a launch needs a region");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (spec.pricingModel === "spot") throw refused("nobody can launch at the preemptible price");
  if (spec.volumeId !== null) throw refused("a volume can be attached once the machine runs");
  return spec.sshPublicKeys;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** The body of a launch; the label is what a machine is found by. */
export function toLaunchBody(spec: LaunchSpec, sshKeys: readonly AccountSshKey[]) {
  return {
    region: spec.region,
    plan: spec.instanceType,
    label: spec.name,
    sshkey_id: sshKeys.map(({ id }) => id),
    activation_email: false,
    ...(spec.startupScript !== null && {
      user_data: Buffer.from(spec.startupScript, "utf8").toString("base64"),
    }),
    ...(kindOfPlan(spec.instanceType) === "vm"
      ? { os_id: VM_OS_ID }
      : { image_id: METAL_IMAGE_ID }),
  };
}

/** A virtual machine in our words: its state is told by three fields together. */
export function vmToInstance(machine: Vm): Instance {
  const { status, power_status: power, server_status: server } = machine;
  return {
    ...shared(machine),
    id: writeMachineId({ kind: "vm", native: machine.id }),
    status: toVmStatus(machine),
    nativeStatus: status === "active" ? `${status}/${power}/${server}` : status,
  };
}

/** A bare metal machine in our words; a halted one still says `active`. */
export function metalToInstance(machine: BareMetal): Instance {
  const { status } = machine;
  return {
    ...shared(machine),
    id: writeMachineId({ kind: "metal", native: machine.id }),
    status: status === "active" ? "running" : toEarlyStatus(status),
    nativeStatus: status,
  };
}

function shared(machine: Vm | BareMetal) {
  const ssh = toSsh(machine);
  return {
    name: machine.label,
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh !== null,
    ports: [],
    region: machine.region,
    createdAt: toDate(machine.date_created),
  };
}

/** Active comes before the system can be reached: only `server_status` tells that it is up. */
function toVmStatus({ status, power_status: power, server_status: server }: Vm): ProviderStatus {
  if (status !== "active") return toEarlyStatus(status);
  if (["none", "installingbooting", "locked"].includes(server)) return "provisioning";
  if (power === "stopped") return "stopped";
  return power === "running" && server === "ok" ? "running" : "unknown";
}

/** `suspended` is a hold on the account. */
function toEarlyStatus(status: string): ProviderStatus {
  switch (status) {
    case "pending":
    case "resizing":
      return "provisioning";
    case "suspended":
    case "failed":
      return "failed";
    default:
      return "unknown";
  }
}

function toSsh({ main_ip: ip, user_scheme: scheme }: Vm | BareMetal): SshAddress | null {
  if (!ip || ip === "0.0.0.0") return null;
  return { host: ip, port: 22, user: scheme === "limited" ? "linuxuser" : "root" };
}

/** Some answers leave the time zone out; it is UTC. */
function toDate(text: string): Date | null {
  const withZone = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
  const date = new Date(withZone);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function toKeyFacts({ email, name, acls }: Account): KeyFacts {
  const canLaunch = launchRights.every((right) => acls.includes(right));
  return { account: email || name || null, canLaunch, scopes: acls };
}

/** Vultr counts credit below zero. */
export function toBalance({ balance, pending_charges: pending }: Account): Balance {
  return { micros: -(toMicros(balance) + toMicros(pending)), currency: "USD" };
}

function toMicros(usd: number): Micros {
  const micros = microsFromNumber(usd);
  if (micros === null) throw new ProviderError("transient", { detail: "an odd amount" });
  return micros;
}

export function toSshKey({ id, name, ssh_key: publicKey }: SshKey): AccountSshKey {
  return { id, name, publicKey };
}

export function toVolume(block: Block): Volume {
  const { attached_to_instance: holder, cost } = block;
  return {
    id: block.id,
    name: block.label === "" ? null : block.label,
    sizeGb: block.size_gb,
    region: block.region,
    attachedTo: holder ? [writeMachineId({ kind: "vm", native: holder })] : [],
    ratePerHourMicros: cost == null ? null : divideHalfEven(toMicros(cost), HOURS_PER_MONTH),
    createdAt: toDate(block.date_created),
    nativeStatus: block.status,
  };
}
