import { type Micros, microsFromDecimal, microsFromNumber } from "@/lib/money";
import type {
  AccountSshKey,
  Balance,
  Instance,
  KeyFacts,
  LaunchSpec,
  ProviderStatus,
  SshAddress,
} from "../contract";
import { ProviderError } from "../errors";
import type { PowerAction } from "./client";
import type { Account, Action, Droplet, SshKey } from "./machine-wire";

const MAX_NAME_LENGTH = 255;
const namePattern = /^[a-zA-Z0-9]?[a-zA-Z0-9.-]*[a-zA-Z0-9]$/;
const powerTypes: ReadonlySet<string> = new Set([
  "shutdown",
  "power_off",
  "power_on",
  "reboot",
  "power_cycle",
]);

/** What a launch must bring, checked before anything is sent. Answers the public SSH keys. */
export function requireLaunchable(spec: LaunchSpec): readonly string[] {
  if (spec.name.length > MAX_NAME_LENGTH || !namePattern.test(spec.name)) {
    throw refused("a name has letters, digits, dots and dashes alone");
  }
  if (!spec.instanceType.startsWith("gpu-")) throw refused("this size has no GPU");
  if (spec.region === null) throw refused("a launch needs a region");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (spec.pricingModel === "spot") throw refused("DigitalOcean sells no spot machines");
  return spec.sshPublicKeys;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** The body of a launch. */
export function toLaunchBody(spec: LaunchSpec, sshKeys: readonly AccountSshKey[]) {
  return {
    name: spec.name,
    region: spec.region,
    size: spec.instanceType,
    image: imageOf(spec.instanceType),
    ssh_keys: sshKeys.map(({ id }) => Number(id)),
    ...(spec.startupScript !== null && { user_data: spec.startupScript }),
    ...(spec.volumeId !== null && { volumes: [spec.volumeId] }),
  };
}

/** Only these images hold the drivers a size needs: by the GPU's maker, and for eight of NVIDIA's. */
export function imageOf(size: string): string {
  if (/^gpu-mi\d/.test(size)) return "gpu-amd-base";
  return /x8(-|$)/.test(size) ? "gpu-h100x8-base" : "gpu-h100x1-base";
}

/** A Droplet in our words. Switched off it costs as much as before. */
export function toInstance(machine: Droplet): Instance {
  const status = toStatus(machine.status);
  const ssh = status === "running" ? toSsh(machine) : null;
  return {
    id: String(machine.id),
    name: machine.name,
    status,
    nativeStatus: machine.status,
    ratePerHourMicros: status === "terminated" ? null : toRate(machine.size.price_hourly),
    ssh,
    hasOwnAddress: ssh !== null,
    ports: [],
    region: machine.region.slug,
    createdAt: toDate(machine.created_at),
  };
}

function toStatus(status: string): ProviderStatus {
  switch (status) {
    case "new":
      return "provisioning";
    case "active":
      return "running";
    case "off":
      return "stopped";
    case "archive":
      return "terminated";
    default:
      return "unknown";
  }
}

function toRate(usd: number): Micros | null {
  const micros = microsFromNumber(usd);
  return micros === 0n ? null : micros;
}

function toSsh({ networks }: Droplet): SshAddress | null {
  const open = networks.v4.find(({ type }) => type === "public");
  return open ? { host: open.ip_address, port: 22, user: "root" } : null;
}

export function toDate(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * What is left to do to stop a Droplet that still runs: the system is asked to shut down, and where
 * that has come to nothing the power is cut. `null` while either is under way.
 */
export function nextStop(actions: readonly Action[]): PowerAction | null {
  const [last] = actions
    .filter(({ type }) => powerTypes.has(type))
    .sort((one, other) => other.id - one.id);
  const isStop = last?.type === "shutdown" || last?.type === "power_off";
  if (!isStop) return "shutdown";
  return last.status === "in-progress" ? null : "power_off";
}

/** Actions are only begun by the answer; one that has failed already changed nothing. */
export function requireBegun({ status, type }: Action): void {
  if (status !== "errored") return;
  throw new ProviderError("conflict", { detail: `the action ${type} failed` });
}

/** Scopes cannot be read; an account that is locked makes nothing. */
export function toKeyFacts({ email, team, status }: Account): KeyFacts {
  return { account: email || team?.name || null, canLaunch: status === "locked" ? false : null };
}

/** DigitalOcean counts what is owed. */
export function toBalance(monthToDate: string): Balance {
  const owed = microsFromDecimal(monthToDate);
  if (owed === null) throw new ProviderError("transient", { detail: "an odd amount" });
  return { micros: -owed, currency: "USD" };
}

export function toSshKey({ id, name, public_key: publicKey }: SshKey): AccountSshKey {
  return { id: String(id), name, publicKey };
}
