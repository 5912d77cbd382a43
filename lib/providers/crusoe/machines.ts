import type { Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { USUAL_DISK_GB } from "./meta";
import { onlyOnce } from "./only-once";
import type { CrusoeMachine } from "./wire";

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): {
  publicKey: string;
  location: string;
} {
  const [publicKey, ...more] = spec.sshPublicKeys;
  if (publicKey === undefined) throw refused("a launch needs an SSH key");
  if (more.length > 0) throw refused("a machine takes one SSH key");
  if (spec.region === null) throw refused("a launch needs a location");
  if (spec.pricingModel === "spot") throw refused("nobody can launch at the spot price");
  if (spec.volumeId !== null) throw refused("volumes are not rented here");
  return { publicKey, location: spec.region };
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** The body that makes the data disk of a machine. */
export function toDiskBody(spec: LaunchSpec, name: string, location: string) {
  const size = `${spec.diskGb ?? USUAL_DISK_GB}GiB`;
  return { name, size, location, type: "persistent-ssd", block_size: 4096 };
}

/** The body of a launch: a place in a reservation of the organisation is not taken up. */
export function toLaunchBody(
  spec: LaunchSpec,
  made: { readonly publicKey: string; readonly location: string; readonly diskId: string },
) {
  return {
    name: spec.name,
    type: spec.instanceType,
    location: made.location,
    image: imageFor(spec.instanceType),
    ssh_public_key: made.publicKey,
    disks: [{ disk_id: made.diskId, mode: "read-write", attachment_type: "data" }],
    reservation_specification: { selection_strategy: "on_demand" },
    ...(spec.startupScript !== null && { startup_script: onlyOnce(spec.startupScript) }),
  };
}

/** Images with drivers and Docker, by how the GPUs sit. */
function imageFor(instanceType: string): string {
  if (instanceType.startsWith("mi3")) return "ubuntu-rocm:latest";
  if (instanceType.includes("-sxm")) return "ubuntu22.04-nvidia-sxm-docker:latest";
  return "ubuntu22.04-nvidia-pcie-docker:latest";
}

/** A machine in our words. One that has stopped has given its GPUs back, and may find none at a start. */
export function toInstance(machine: CrusoeMachine): Instance {
  const nativeStatus = machine.state.replace(/^STATE_/, "");
  const status = toStatus(nativeStatus);
  const updatedAt = machine.updated_at ? toDate(machine.updated_at) : null;
  const ssh = toSsh(machine);
  return {
    id: machine.id,
    name: machine.name,
    status,
    ...(status === "stopped" && { keepsGpu: false }),
    nativeStatus,
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh !== null,
    ports: [],
    region: machine.location ?? null,
    createdAt: machine.created_at ? toDate(machine.created_at) : null,
    ...(nativeStatus === "RUNNING" && updatedAt && { runningSince: updatedAt }),
  };
}

function toStatus(state: string): ProviderStatus {
  switch (state) {
    case "INITIALIZING":
    case "CREATING":
    case "STARTING":
      return "provisioning";
    case "RUNNING":
    case "STOPPING":
      return "running";
    case "STOPPED":
    case "SHUTOFF":
    case "POWER_SUSPENDED":
      return "stopped";
    case "ERROR":
    case "CRASHED":
    case "BLOCKED":
      return "failed";
    case "DELETING":
      return "terminating";
    case "DELETED":
      return "terminated";
    default:
      return "unknown";
  }
}

function toSsh({ network_interfaces: [first] }: CrusoeMachine): SshAddress | null {
  const host = first?.ips?.[0]?.public_ipv4?.address;
  return host ? { host, port: 22, user: "ubuntu" } : null;
}

function toDate(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A machine of which only the operation is to be seen that is to make it. */
export function toUnseen(id: string): Instance {
  return {
    id,
    name: null,
    status: "provisioning",
    nativeStatus: "IN_PROGRESS",
    ratePerHourMicros: null,
    ssh: null,
    hasOwnAddress: false,
    ports: [],
    region: null,
    createdAt: null,
  };
}
