import { microsFromNumber } from "@/lib/money";
import type {
  AccountSshKey,
  Balance,
  Instance,
  KeyFacts,
  ProviderStatus,
  SshAddress,
} from "../contract";
import { ProviderError } from "../errors";
import type { Credit, Keypair, User, Vm } from "./machine-wire";

const SSH_PORT = 22;

/** A machine in our words. What it costs is told with none; one that is shut off costs what it did. */
export function toInstance(machine: Vm): Instance {
  const status = toStatus(machine);
  const ssh = toSsh(machine);
  return {
    id: String(machine.id),
    name: machine.name,
    status,
    ...(status === "provisioning" && isActive(machine) && { isMetered: true }),
    ...(wordOf(machine) === "SHUTOFF" && { keepsGpu: true }),
    nativeStatus: machine.status,
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh !== null,
    ports: toPorts(machine),
    region: machine.environment?.region ?? null,
    createdAt: toDate(machine.created_at ?? ""),
  };
}

/**
 * One on its way to being stopped is still on. One on its way to sleep has given its GPU back, and
 * costs nothing on the way.
 */
function toStatus(machine: Vm): ProviderStatus {
  switch (wordOf(machine)) {
    case "CREATING":
    case "BUILD":
    case "STARTING":
    case "RESTORING":
    case "REBOOTING":
    case "HARD_REBOOT":
      return "provisioning";
    case "ACTIVE":
      return isReachable(machine) ? "running" : "provisioning";
    case "STOPPING":
      return "running";
    case "SHUTOFF":
    case "HIBERNATING":
    case "HIBERNATED":
      return "stopped";
    case "DELETING":
      return "terminating";
    case "ERROR":
      return "failed";
    default:
      return "unknown";
  }
}

const wordOf = ({ status }: Vm) => status.toUpperCase();

/** Billed from here on. */
const isActive = (machine: Vm) => wordOf(machine) === "ACTIVE";

/** It has given its GPU back, and costs what it keeps. */
export const isAsleep = (machine: Vm) => wordOf(machine) === "HIBERNATED";

/** Active comes before the address is put to it. */
function isReachable({ vm_state: state, floating_ip: ip, floating_ip_status: ipStatus }: Vm) {
  const isUp = state?.toLowerCase() === "active";
  return isUp && Boolean(ip) && ipStatus?.toUpperCase() === "ATTACHED";
}

/** Where ports are dealt out at random nobody tells which is that of SSH. */
function toSsh({ floating_ip: host, port_randomization: isRandom }: Vm): SshAddress | null {
  return host && !isRandom ? { host, port: SSH_PORT, user: "ubuntu" } : null;
}

/** The single ports that its firewall lets in. */
function toPorts({ floating_ip: host, security_rules: rules }: Vm): Instance["ports"] {
  if (!host) return [];
  const open = (rules ?? []).flatMap(({ direction, protocol, ...range }) => {
    const { port_range_min: from, port_range_max: to } = range;
    const isOne = from != null && from === to;
    return direction === "ingress" && protocol === "tcp" && isOne ? [from] : [];
  });
  return [...new Set(open)].map((port) => ({ internal: port, external: `${host}:${port}` }));
}

/** Some times are told without their zone; it is UTC. */
function toDate(text: string): Date | null {
  const withZone = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
  const date = new Date(withZone);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A key can do what its owner can; the API does not tell what that is. */
export function toKeyFacts({ email, name }: User): KeyFacts {
  return { account: email || name || null, canLaunch: null };
}

export function toBalance({ credit }: Credit): Balance {
  const micros = microsFromNumber(credit);
  if (micros === null) throw new ProviderError("transient", { detail: "a credit of no amount" });
  return { micros, currency: "USD" };
}

/** The keys of an account; the same one stands in several environments. */
export function toSshKeys(pairs: readonly Keypair[]): AccountSshKey[] {
  const byKey = new Map(pairs.map((pair) => [pair.public_key.trim(), toSshKey(pair)]));
  return [...byKey.values()];
}

export function toSshKey({ id, name, public_key: publicKey }: Keypair): AccountSshKey {
  return { id: String(id), name, publicKey };
}
