import { microsFromDecimal } from "@/lib/money";
import type { Instance, LaunchSpec, ProviderStatus } from "../contract";
import { ProviderError } from "../errors";
import { typeImages, type VerdaInstance } from "./wire";

const hostName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): {
  publicKeys: readonly string[];
  location: string;
} {
  if (!hostName.test(spec.name)) throw refused("the name is no host name");
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  const [location = ""] = (spec.region ?? "").split(",");
  if (location === "") throw refused("a launch needs a location");
  return { publicKeys: spec.sshPublicKeys, location };
}

/**
 * The image to launch with: the newest the type runs, first of all one that brings CUDA and Docker.
 * Older cards run older images only.
 */
export function chooseImage(types: readonly unknown[], instanceType: string): string {
  const found = types
    .map((row) => typeImages.safeParse(row))
    .find((row) => row.success && row.data.instance_type === instanceType);
  const [best] = [...(found?.data?.supported_os ?? [])].sort(
    (a, b) => merit(b) - merit(a) || b.localeCompare(a, "en", { numeric: true }),
  );
  if (best === undefined) throw refused("no image is known for the instance type");
  return best;
}

const merit = (image: string) => Number(/cuda/.test(image)) + Number(/cuda.*docker/.test(image));

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** The body of a launch. */
export function toDeployBody(
  spec: LaunchSpec,
  made: {
    readonly location: string;
    readonly image: string;
    readonly sshKeyIds: readonly string[];
  },
) {
  return {
    instance_type: spec.instanceType,
    image: made.image,
    hostname: spec.name,
    description: spec.name,
    ssh_key_ids: made.sshKeyIds,
    location_code: made.location,
    is_spot: spec.pricingModel === "spot",
    ...(spec.volumeId !== null && { existing_volumes: [spec.volumeId] }),
  };
}

/** A machine in our words. */
export function toInstance(machine: VerdaInstance): Instance {
  const status = toStatus(machine.status);
  const isAsleep = sleeping.has(machine.status);
  return {
    id: machine.id,
    name: machine.hostname,
    status,
    nativeStatus: machine.status,
    ratePerHourMicros:
      isAsleep || status === "terminated" ? null : microsFromDecimal(machine.price_per_hour ?? ""),
    ssh: machine.ip ? { host: machine.ip, port: 22, user: "root" } : null,
    hasOwnAddress: Boolean(machine.ip),
    ports: [],
    region: machine.location ?? machine.location_code ?? null,
    createdAt: new Date(machine.created_at),
    ...(machine.is_spot && machine.status === "discontinued" && { isPreempted: true }),
  };
}

/** Put to sleep, or on the way: the machine is given back and its volumes are kept. */
export const sleeping: ReadonlySet<string> = new Set(["starting_hibernation", "hibernating"]);

function toStatus(status: string): ProviderStatus {
  switch (status) {
    case "new":
    case "ordered":
    case "provisioning":
    case "validating":
    case "pending":
    case "restoring":
      return "provisioning";
    case "running":
      return "running";
    case "offline":
    case "starting_hibernation":
    case "hibernating":
      return "stopped";
    case "error":
    case "no_capacity":
      return "failed";
    case "deleting":
      return "terminating";
    case "discontinued":
    case "notfound":
      return "terminated";
    default:
      return "unknown";
  }
}
