import { type Micros, microsFromNumber } from "@/lib/money";
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
import { priceOf, sellsContainers } from "./map";
import type { AvailabilityItem, Pod, SshKey, Wallet, Whoami } from "./wire";

const SSH_PORT = 22;

/** What a launch must bring, checked before anything is sent. Answers the one public SSH key. */
export function requireLaunchable({ sshPublicKeys, pricingModel }: LaunchSpec): string {
  const [publicKey, ...more] = sshPublicKeys;
  if (publicKey === undefined) throw refused("a launch needs an SSH key");
  if (more.length > 0) throw refused("a pod takes one SSH key");
  if (pricingModel === "spot") throw refused("a launch cannot ask for spot");
  return publicKey;
}

/**
 * The body of a launch: what the row says, with the parts whose price it holds. It is not to be
 * bought if it became dearer since the row was read.
 */
export function toLaunchBody(spec: LaunchSpec, row: AvailabilityItem, sshKeyId: string) {
  return {
    pod: {
      name: spec.name,
      cloudId: row.cloudId,
      gpuType: row.gpuType,
      socket: row.socket,
      gpuCount: row.gpuCount,
      diskSize: row.disk?.defaultCount ?? null,
      vcpus: row.vcpu?.defaultCount ?? null,
      memory: row.memory?.defaultCount ?? null,
      maxPrice: priceOf(row),
      ...(row.images.length > 0 && { image: chooseImage(row.images) }),
      dataCenterId: row.dataCenter ?? null,
      country: row.country ?? null,
      security: row.security,
      sshKeyId,
      autoRestart: false,
    },
    provider: { type: row.provider },
    ...(spec.volumeId !== null && { disks: [spec.volumeId] }),
  };
}

/** A bare system where there is one, else the newest PyTorch; the rest bring a service of their own. */
function chooseImage(images: readonly string[]): string {
  const [best] = images
    .filter((image) => systems.test(image))
    .toSorted((a, b) => merit(b) - merit(a) || b.localeCompare(a, "en", { numeric: true }));
  if (best === undefined) throw refused("none of its images is a plain system");
  return best;
}

const systems = /^(?:ubuntu|cuda)_/;
const merit = (image: string) => Number(image.startsWith("ubuntu_"));

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** A pod in our words; it names no place. */
export function toInstance(pod: Pod): Instance {
  const status = toStatus(pod);
  const ssh = toSsh(pod);
  return {
    id: pod.id,
    name: pod.name ?? null,
    status,
    nativeStatus: pod.status,
    ratePerHourMicros: toRate(pod, status),
    ...toStartingRate(pod),
    ssh,
    hasOwnAddress: ssh?.port === SSH_PORT && isWhole(pod),
    ports: toPorts(pod),
    region: null,
    createdAt: pod.createdAt ?? null,
  };
}

function toStatus({ status, installationStatus }: Pod): ProviderStatus {
  switch (status) {
    case "PROVISIONING":
    case "PENDING":
      return "provisioning";
    case "ACTIVE":
      return toInstalled(installationStatus ?? "FINISHED");
    case "STOPPED":
      return "stopped";
    case "ERROR":
      return "failed";
    case "DELETING":
      return "terminating";
    case "TERMINATED":
      return "terminated";
    default:
      return "unknown";
  }
}

/** A pod is there before its image is. */
function toInstalled(installation: string): ProviderStatus {
  switch (installation) {
    case "PENDING":
    case "ACTIVE":
      return "provisioning";
    case "FINISHED":
      return "running";
    case "ERROR":
    case "TERMINATED":
      return "failed";
    default:
      return "unknown";
  }
}

/** A stopped pod whose price is left empty costs what a running one does. */
function toRate({ priceHr, stoppedPriceHr }: Pod, status: ProviderStatus): Micros | null {
  if (status === "terminated") return null;
  return microsFromNumber(status === "stopped" ? (stoppedPriceHr ?? priceHr) : priceHr);
}

/** Provisioning has a price of its own, which is nothing for most; installing has not. */
function toStartingRate(pod: Pod): Pick<Instance, "startingPerHourMicros"> {
  const isMade = pod.status !== "PROVISIONING" && pod.status !== "PENDING";
  const micros = microsFromNumber((isMade ? null : pod.provisioningPriceHr) ?? pod.priceHr);
  return micros === null ? {} : { startingPerHourMicros: micros };
}

const connection = /^(?:ssh\s+)?([^\s@]+)@(\S+?)(?:\s+-p\s+(\d{1,5}))?$/;

/** "root@1.2.3.4 -p 22", with "ssh" before it at times; the port may stand in the mapping alone. */
function toSsh({ sshConnection, primePortMapping }: Pod): SshAddress | null {
  const [, user, host, port] = connection.exec(firstOf(sshConnection)?.trim() ?? "") ?? [];
  if (user === undefined || host === undefined) return null;
  const mapped = primePortMapping?.find(({ usedBy }) => usedBy === "SSH")?.external;
  return { host, port: Number(port ?? mapped ?? SSH_PORT), user };
}

/** A machine and no container: its cloud sells none, and every port of it is where it is inside. */
function isWhole({ providerType: cloud, primePortMapping: mappings }: Pod): boolean {
  if (cloud == null || sellsContainers(cloud)) return false;
  return (mappings ?? []).every(({ internal, external }) => internal === external);
}

/** What stands open beside SSH, at the pod's own address. */
function toPorts({ ip, primePortMapping }: Pod): Instance["ports"] {
  const host = firstOf(ip);
  if (host === null) return [];
  return (primePortMapping ?? [])
    .filter(({ usedBy, protocol }) => usedBy !== "SSH" && protocol === "TCP")
    .map(({ internal, external }) => ({
      internal: Number(internal),
      external: `${host}:${external}`,
    }))
    .filter(({ internal }) => Number.isInteger(internal));
}

/** That of the first node; empty while it waits for one. */
function firstOf(told: Pod["ip"]): string | null {
  const first = Array.isArray(told) ? told[0] : told;
  return first ? first : null;
}

/** Rights by the names that Prime Intellect gives them; one that is not named says nothing. */
export function toKeyFacts({ email, scope }: Whoami): KeyFacts {
  const scopes = Object.entries(scope ?? {});
  const instances = scopes.find(([name]) => /^instances?$|^pods?$/i.test(name));
  return {
    account: email ?? null,
    canLaunch: instances ? (instances[1]?.write ?? false) : null,
    ...(scopes.length > 0 && {
      scopes: scopes.flatMap(([name, right]) => [
        ...(right?.read ? [`${name}:read`] : []),
        ...(right?.write ? [`${name}:write`] : []),
      ]),
    }),
  };
}

export function toBalance({ balance_usd: amount }: Wallet): Balance {
  const micros = microsFromNumber(amount);
  if (micros === null) throw new ProviderError("transient", { detail: "a balance of no amount" });
  return { micros, currency: "USD" };
}

export function toSshKey({ id, name, publicKey }: SshKey): AccountSshKey {
  return { id, name: name ?? null, publicKey };
}
