import type { Micros } from "@/lib/money";
import type { AccountSshKey, Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { type Offered, offered, type ShadeInstance, type SshKey } from "./machine-wire";
import { MICROS_PER_CENT } from "./map";
import { place } from "./wire";

const SSH_PORT = 22;

/** What of an offer a launch names, and the key that stands on the machine. */
export interface Wanted {
  readonly cloud: string;
  readonly type: string;
  readonly region: string;
  readonly publicKey: string;
}

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): Wanted {
  const [cloud, type] = spec.instanceType.split("/", 2);
  if (!cloud || !type) throw refused("an instance type is named by its cloud and itself");
  if (spec.region === null) throw refused("a launch needs a region");
  const [publicKey, ...more] = spec.sshPublicKeys;
  if (publicKey === undefined) throw refused("a launch needs an SSH key");
  if (more.length > 0) throw refused("a machine takes one SSH key and no more");
  return { cloud, type, region: spec.region, publicKey };
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/**
 * The offer as it is listed now. Throws `no-capacity` where it cannot be had, `invalid-request` where
 * it costs more than was agreed to.
 */
export function requireListed(rows: readonly unknown[], wanted: Wanted, agreed: Micros): Offered {
  const found = rows.map((row) => offered.safeParse(row).data).find((row) => isOffer(row, wanted));
  if (!found) throw new ProviderError("no-capacity", { detail: "nothing like it is left" });
  const { hourly_price: cents } = found;
  if (BigInt(cents) * MICROS_PER_CENT > agreed) throw refused(`it costs ${cents} US cents by now`);
  return found;
}

function isOffer(row: Offered | undefined, { cloud, type, region }: Wanted): boolean {
  if (row?.cloud !== cloud || row.shade_instance_type !== type) return false;
  return row.availability.some((one) => {
    const { data } = place.safeParse(one);
    const isOnDemand = (data?.rental_type ?? "on_demand") === "on_demand";
    return data?.region === region && data.available && isOnDemand;
  });
}

/** Each cloud has systems of its own: the newest with drivers of those that the very offer lists. */
export function systemOf({ configuration: { os_options: systems } }: Offered): string | null {
  const withDrivers = (systems ?? []).filter((one) => /cuda/i.test(one));
  return withDrivers.toSorted(byVersion).at(-1) ?? systems?.[0] ?? null;
}

const byVersion = new Intl.Collator("en", { numeric: true }).compare;

/** The body of a launch in Shadeform's own account at the cloud, billed by Shadeform. */
export function toLaunchBody(
  spec: LaunchSpec,
  { cloud, type, region }: Wanted,
  { system, sshKeyId }: { readonly system: string | null; readonly sshKeyId: string },
) {
  const variables = Object.entries(spec.environment);
  return {
    cloud,
    region,
    shade_instance_type: type,
    shade_cloud: true,
    name: spec.name,
    ssh_key_id: sshKeyId,
    ...(system !== null && { os: system }),
    ...(variables.length > 0 && { envs: variables.map(([name, value]) => ({ name, value })) }),
    ...(spec.startupScript !== null && { launch_configuration: toScript(spec.startupScript) }),
  };
}

function toScript(script: string) {
  const base64 = Buffer.from(script, "utf8").toString("base64");
  return { type: "script", script_configuration: { base64_script: base64 } };
}

/** A machine in our words; what it costs is only told where Shadeform bills it. */
export function toInstance(machine: ShadeInstance): Instance {
  const { status, status_details: details, hourly_price: cents } = machine;
  const ssh = toSsh(machine);
  const isBilledHere = machine.shade_cloud !== false && !ended.has(status);
  return {
    id: machine.id,
    name: machine.name,
    status: toStatus(status),
    nativeStatus: details && details !== status ? `${status}: ${details}` : status,
    ratePerHourMicros: isBilledHere && cents != null ? BigInt(cents) * MICROS_PER_CENT : null,
    ssh,
    // Clouds of containers map ports, that of SSH before all.
    hasOwnAddress: ssh?.port === SSH_PORT && !machine.port_mappings?.length,
    ports: toPorts(machine),
    region: machine.region,
    createdAt: toDate(machine.created_at),
  };
}

/** Billing ends as a machine begins to be deleted. */
const ended: ReadonlySet<string> = new Set(["deleting", "deleted"]);

function toStatus(status: string): ProviderStatus {
  switch (status) {
    case "creating":
    case "pending_provider":
    case "pending":
      return "provisioning";
    case "active":
      return "running";
    case "error":
      return "failed";
    case "deleting":
      return "terminating";
    case "deleted":
      return "terminated";
    default:
      return "unknown";
  }
}

/** On some clouds the port is another than 22, and the address a name. */
function toSsh({ ip, ssh_port: port, ssh_user: user }: ShadeInstance): SshAddress | null {
  return ip && port && user ? { host: ip, port, user } : null;
}

function toPorts({ ip, port_mappings: mappings }: ShadeInstance): Instance["ports"] {
  if (!ip) return [];
  return (mappings ?? []).map(({ internal_port: internal, external_port: external }) => ({
    internal,
    external: `${ip}:${external}`,
  }));
}

function toDate(text: string | null | undefined): Date | null {
  const date = new Date(text ?? "");
  return Number.isNaN(date.getTime()) ? null : date;
}

export function toSshKey({ id, name, public_key: publicKey }: SshKey): AccountSshKey {
  return { id, name, publicKey };
}
