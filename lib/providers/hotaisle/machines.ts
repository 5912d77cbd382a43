import type {
  AccountSshKey,
  Instance,
  KeyFacts,
  LaunchSpec,
  ProviderStatus,
  SshAddress,
} from "../contract";
import { ProviderError } from "../errors";
import { readEach } from "../read-rows";
import { requireAgreed } from "../require-agreed";
import { SITE, toOffers } from "./map";
import { machine, machineSpecs, type SshKey, type User, type VirtualMachine } from "./wire";

const SSH_PORT = 22;

/** What a launch must bring, checked before anything is sent. Answers the public SSH keys. */
export function requireLaunchable(spec: LaunchSpec): readonly string[] {
  if (spec.tier === "bare-metal") throw refused("bare metal is not rented here");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  return spec.sshPublicKeys;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/**
 * What a launch wants back: the specs of the kind of machine, as they are listed now, of several
 * rows those of the cheapest. Kinds have no id, and one that is sold out is in no list. Throws
 * `conflict` where it costs more by now than was agreed to.
 */
export function specsOf(rows: readonly unknown[], spec: LaunchSpec): Record<string, unknown> {
  const { found } = readEach(rows, machine.and(machineSpecs), (row) => {
    const offers = toOffers(row, "vm");
    if (typeof offers === "string") return offers;
    const free = offers.filter(({ availability }) => availability !== "unavailable");
    return free
      .filter(({ key }) => key === spec.instanceType)
      .map(({ pricePerHourMicros: price }) => ({ specs: row.Specs, price }));
  });
  const [cheapest] = found.toSorted((a, b) => Number(a.price - b.price));
  if (!cheapest) throw new ProviderError("no-capacity", { detail: "nothing like it is left" });
  requireAgreed(cheapest.price, spec);
  return cheapest.specs;
}

/** A machine in our words; its name is all the id it has, and not ours. */
export function toInstance(vm: VirtualMachine, state: string): Instance {
  const ssh = toSsh(vm);
  return {
    id: vm.name,
    name: null,
    status: toStatus(state),
    nativeStatus: state,
    ratePerHourMicros: null,
    ssh,
    // Another host, or another port of it, is a gateway before the machine.
    hasOwnAddress: ssh?.host === vm.ip_address && ssh?.port === SSH_PORT,
    ports: [],
    region: SITE,
    createdAt: null,
  };
}

function toStatus(state: string): ProviderStatus {
  switch (state) {
    case "no state":
      return "provisioning";
    case "running":
    case "in shutdown":
      return "running";
    case "shut off":
    case "paused":
      return "stopped";
    case "crashed":
      return "failed";
    case GONE:
      return "terminated";
    default:
      return "unknown";
  }
}

/** Stands for the state of a machine that ended between two calls. */
export const GONE = "gone";
/** Stands for the state of a machine that is there and whose state is not found. */
export const UNTOLD = "untold";

function toSsh({ ssh_access: access, ip_address: address }: VirtualMachine): SshAddress | null {
  if (access) return { host: access.ip_address, port: access.port, user: "hotaisle" };
  return address ? { host: address, port: SSH_PORT, user: "hotaisle" } : null;
}

/** Throws `missing-right` where the key's owner is not in the team. */
export function toKeyFacts({ user, teams }: User, handle: string): KeyFacts {
  const team = teams.find((one) => one.handle === handle && !one.invitation);
  if (!team) throw new ProviderError("missing-right", { detail: "the key is not of this team" });
  const canLaunch = team.effective_roles.some((role) => launchers.has(role));
  return { account: user.email ?? null, canLaunch, scopes: team.effective_roles };
}

const launchers: ReadonlySet<string> = new Set(["operator", "owner"]);

export function toSshKey(key: SshKey): AccountSshKey {
  const publicKey = `${key.type} ${key.public_key}`;
  return { id: key.fingerprint, name: key.comment ?? null, publicKey };
}
