import type { AccountSshKey, Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { writeMachineId } from "./machine-id";
import type { Server, SshKey } from "./machine-wire";
import { DISK_GB } from "./meta";
import { findZone, type Zone } from "./zones";

const BYTES_PER_GB = 1e9;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/;

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): {
  readonly zone: Zone;
  readonly publicKeys: readonly string[];
} {
  if (!namePattern.test(spec.name)) throw refused("a name has letters, digits, dots and dashes");
  const zone = findZone(spec.region ?? "");
  if (!zone) throw refused("a launch needs a zone");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (spec.pricingModel === "spot") throw refused("Scaleway sells no spot machines");
  if (spec.volumeId !== null) throw refused("volumes are not put to machines here");
  return { zone, publicKeys: spec.sshPublicKeys };
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/**
 * The body of a create. The system lies on block storage, since machines with GPUs have no disk of
 * their own for it; the address is one that comes and goes with the machine.
 */
export function toCreateBody(spec: LaunchSpec) {
  const size = (spec.diskGb ?? DISK_GB.default) * BYTES_PER_GB;
  return {
    name: spec.name,
    commercial_type: spec.instanceType,
    image: imageOf(spec.instanceType),
    dynamic_ip_required: true,
    volumes: { "0": { size, volume_type: "sbs_volume" } },
  };
}

/** Machines with GPUs boot no other images; drivers for the newest GPUs are in the newer one alone. */
function imageOf(instanceType: string): string {
  return /^B\d/.test(instanceType) ? "ubuntu_noble_gpu_os_13_nvidia" : "ubuntu_jammy_gpu_os_12";
}

/** A machine in our words. What it costs is told nowhere. */
export function toInstance(zone: Zone, server: Server): Instance {
  const status = toStatus(server.state);
  const ssh = toSsh(server);
  return {
    id: writeMachineId({ zone, native: server.id }),
    name: server.name,
    status,
    nativeStatus: server.state,
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh !== null,
    ports: [],
    region: zone,
    createdAt: toDate(server.creation_date),
    ...(status === "stopped" && { keepsGpu: server.state === IN_PLACE }),
  };
}

/** Shut down from inside: it keeps its GPU, and goes on costing its full price. */
const IN_PLACE = "stopped in place";

/** `locked` is a hold on the account. */
function toStatus(state: string): ProviderStatus {
  switch (state) {
    case "starting":
      return "provisioning";
    case "running":
    case "stopping":
      return "running";
    case "stopped":
    case IN_PLACE:
      return "stopped";
    case "locked":
      return "failed";
    default:
      return "unknown";
  }
}

function toSsh({ state, public_ips: all, public_ip: old }: Server): SshAddress | null {
  const open = all?.find(({ family }) => family === "inet") ?? old;
  return open && state === "running" ? { host: open.address, port: 22, user: "root" } : null;
}

function toDate(text: string | null | undefined): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function toSshKey({ id, name, public_key: publicKey }: SshKey): AccountSshKey {
  return { id, name: name ?? null, publicKey };
}
