import { createHash } from "node:crypto";
import { type Micros, microsFromNumber } from "@/lib/money";
import type { Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { readEach } from "../read-rows";
import { bareKeys, toCloudInit } from "./cloud-init";
import { hasOwnAddress, shape, toOffers } from "./map";
import { location, locationGpu, type TensordockInstance } from "./wire";

/** The image that clients take for GPUs: Ubuntu 24.04 with drivers, which the bare one lacks. */
const IMAGE = "ubuntu2404_ml_everything";

const SSH_PORT = 22;

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): void {
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (spec.region === null) throw refused("a launch needs a location");
  if (spec.pricingModel === "spot") throw refused("TensorDock sells no spot machines");
  if (spec.volumeId !== null) throw refused("TensorDock has no volumes");
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** Where a machine can be made, and whether it gets an address of its own there. */
export interface Place {
  readonly locationId: string;
  readonly ownAddress: boolean;
}

/**
 * The cheapest location of the wanted name that still has the cards, for no more than was agreed to;
 * several may have the same name. Throws `no-capacity` where there is none.
 */
export function choosePlace(rows: readonly unknown[], spec: LaunchSpec): Place {
  const { found } = readEach(rows, location, (place) => {
    const cards = readEach(place.gpus, locationGpu, (gpu) => {
      const offers = toOffers(gpu, place);
      if (typeof offers === "string") return offers;
      const rates = offers.filter((offer) => isWanted(offer, spec));
      const ownAddress = hasOwnAddress(gpu);
      return rates.map(({ pricePerHourMicros: rate }) => {
        return { locationId: place.id, ownAddress, rate };
      });
    });
    return cards.found;
  });
  const [best] = found.sort((a, b) => Number(a.rate - b.rate));
  if (!best) throw new ProviderError("no-capacity", { detail: "nothing is left at this price" });
  return best;
}

function isWanted(
  offer: Exclude<ReturnType<typeof toOffers>, string>[number],
  spec: LaunchSpec,
): boolean {
  return (
    offer.instanceType === spec.instanceType &&
    offer.region === spec.region &&
    offer.tier === spec.tier &&
    offer.availability !== "unavailable" &&
    offer.maxGpuCount >= spec.gpuCount &&
    offer.pricePerHourMicros * BigInt(spec.gpuCount) <= spec.pricePerHourMicros
  );
}

/** The body of a launch: the machine around each card that its price is quoted for. */
export function toLaunchBody(spec: LaunchSpec, place: Place) {
  const keys = bareKeys(spec);
  const { gpuCount: count } = spec;
  return {
    data: {
      type: "virtualmachine",
      attributes: {
        name: spec.name,
        type: "virtualmachine",
        image: IMAGE,
        resources: {
          vcpu_count: shape.vcpu * count,
          ram_gb: shape.ramGb * count,
          storage_gb: shape.diskGb * count,
          gpus: { [spec.instanceType]: { count } },
        },
        location_id: place.locationId,
        ...(place.ownAddress
          ? { useDedicatedIp: true }
          : { port_forwards: [{ internal_port: SSH_PORT, external_port: outerPort(spec.name) }] }),
        ssh_key: keys[0],
        cloud_init: toCloudInit(keys, spec.startupScript),
      },
    },
  };
}

/** A port of the host to ask for; hosts are shared, so each machine asks for another. */
function outerPort(name: string): number {
  const first = 20_000;
  return first + (createHash("sha256").update(name).digest().readUInt32BE(0) % 20_000);
}

/** A machine in our words. */
export function toInstance(machine: TensordockInstance): Instance {
  const status = toStatus(machine.status);
  const ssh = status === "running" ? toSsh(machine) : null;
  return {
    id: machine.id,
    name: machine.name,
    status,
    nativeStatus: machine.status,
    ratePerHourMicros: status === "terminated" ? null : toRate(machine.rateHourly),
    ssh,
    // A machine whose forwards are not told may be one of many at its address.
    hasOwnAddress: ssh !== null && machine.portForwards?.length === 0,
    ports: ssh ? toPorts(machine) : [],
    // Told as an opaque id, not by the name that offers have.
    region: null,
    createdAt: null,
  };
}

function toRate(usd: number | null | undefined): Micros | null {
  const micros = usd == null ? null : microsFromNumber(usd);
  return micros === 0n ? null : micros;
}

/**
 * Other ports than those asked for are forwarded at times, so what is told now is what counts. Only an
 * address of its own has none: on one with forwards, port 22 is another's.
 */
function toSsh({ ipAddress: host, portForwards: forwards }: TensordockInstance): SshAddress | null {
  if (!host || forwards === "unread") return null;
  if (!forwards?.length) return { host, port: SSH_PORT, user: "user" };
  const ssh = forwards.find((one) => one.internal_port === SSH_PORT);
  return ssh ? { host, port: ssh.external_port, user: "user" } : null;
}

/** What is forwarded beside SSH. */
function toPorts({ ipAddress: host, portForwards: forwards }: TensordockInstance) {
  const told = forwards === "unread" ? [] : (forwards ?? []);
  return told
    .filter(({ internal_port: inner }) => inner !== SSH_PORT)
    .map(({ internal_port: internal, external_port }) => {
      return { internal, external: `${host}:${external_port}` };
    });
}

/** Clients met the words in several spellings. */
function toStatus(native: string): ProviderStatus {
  switch (native.toLowerCase().replaceAll(/[^a-z]/g, "")) {
    case "queued":
    case "creating":
    case "starting":
      return "provisioning";
    case "running":
    case "stopping":
      return "running";
    case "stopped":
    case "stoppeddisassociated":
      return "stopped";
    case "error":
    case "failed":
      return "failed";
    case "deleting":
      return "terminating";
    case "deleted":
      return "terminated";
    default:
      return "unknown";
  }
}
