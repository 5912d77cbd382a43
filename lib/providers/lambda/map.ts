import type { Micros } from "@/lib/money";
import type { Instance, LaunchSpec, ProviderOffer, ProviderStatus, Volume } from "../contract";
import { ProviderError } from "../errors";
import type { FileSystem, InstanceTypeItem, LambdaInstance } from "./wire";

const descriptionPattern = /^(\d+)x (.+) \((\d+) ?GB ?(.*)\)$/;
const MICROS_PER_CENT = 10_000n;
const MAX_NAME_LENGTH = 64;
const BYTES_PER_GB = 1_000_000_000;
/** Where a file system put to a machine is found: one of the roots that Lambda allows. */
const DATA_PATH = "/data";

/**
 * The offers of one instance type: one per region with capacity, or one without a region and
 * unavailable when it is sold out everywhere. The price is for the whole machine. The GPU is read
 * from the description, since type names mix generations.
 */
export function toOffers(item: InstanceTypeItem): ProviderOffer[] | string {
  const { name, description, specs, price_cents_per_hour: cents } = item.instance_type;
  if (specs.gpus < 1) return [];
  if (cents < 1) return "no price";
  const gpu = readDescription(description);
  const regions = item.regions_with_capacity_available.map((region) => region.name);
  const places = regions.length > 0 ? regions : [null];
  return places.map((region) => ({
    key: `${name}/${region ?? "sold-out"}`,
    instanceType: name,
    gpuSpelling: gpu?.spelling ?? name,
    gpuCount: specs.gpus,
    maxGpuCount: specs.gpus,
    isPartition: false,
    gpuMemoryGb: gpu?.memoryGb ?? null,
    vcpu: specs.vcpus,
    ramGb: specs.memory_gib,
    diskGb: specs.storage_gib,
    region,
    pricingModel: "on-demand",
    pricePerHourMicros: toMicros(cents),
    currency: "USD",
    nativePrice: `${cents} US cents/instance-hour`,
    availability: region === null ? "unavailable" : "available",
    tier: null,
  }));
}

/** "8x H100 (80 GB SXM5)" -> "H100 SXM5" with 80 GB; `null` for any other shape. */
export function readDescription(text: string): { spelling: string; memoryGb: number } | null {
  const match = descriptionPattern.exec(text);
  if (!match) return null;
  const [, , model = "", memory = "", formFactor = ""] = match;
  return { spelling: `${model} ${formFactor}`.trim(), memoryGb: Number(memory) };
}

/** The body of a launch. */
export function toLaunchBody(spec: LaunchSpec, sshKeyName: string) {
  return {
    region_name: spec.region,
    instance_type_name: spec.instanceType,
    ssh_key_names: [sshKeyName],
    name: spec.name,
    ...(spec.startupScript !== null && { user_data: spec.startupScript }),
    ...(spec.volumeId !== null && {
      file_system_mounts: [{ file_system_id: spec.volumeId, mount_point: DATA_PATH }],
    }),
  };
}

/** What a launch must bring, checked before anything is sent. Answers the public SSH key. */
export function requireLaunchable(spec: LaunchSpec): string {
  if (spec.name.length > MAX_NAME_LENGTH) throw refused("the name is longer than 64 characters");
  if (spec.region === null) throw refused("a launch needs a region");
  const [publicKey, ...more] = spec.sshPublicKeys;
  if (publicKey === undefined) throw refused("a launch needs an SSH key");
  if (more.length > 0) throw refused("a machine takes one SSH key and no more");
  return publicKey;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** A machine in our words. `unhealthy` is a failed host that may still exist and cost money. */
export function toInstance(machine: LambdaInstance): Instance {
  const status = toStatus(machine.status);
  return {
    id: machine.id,
    name: machine.name ?? null,
    status,
    nativeStatus: machine.status,
    ratePerHourMicros:
      status === "terminated" ? null : toMicros(machine.instance_type.price_cents_per_hour),
    ssh: machine.ip ? { host: machine.ip, port: 22, user: "ubuntu" } : null,
    hasOwnAddress: Boolean(machine.ip),
    ports: [],
    region: machine.region.name,
    createdAt: null,
    isPreempted: machine.status === "preempted",
  };
}

function toStatus(status: string): ProviderStatus {
  switch (status) {
    case "booting":
      return "provisioning";
    case "active":
      return "running";
    case "unhealthy":
      return "failed";
    case "terminating":
      return "terminating";
    case "terminated":
    case "preempted":
      return "terminated";
    default:
      return "unknown";
  }
}

/**
 * A file system in our words. It grows with what is written, so its size is what it holds; machines
 * tell it by name, which is unique. Lambda's API names no price for it.
 */
export function toVolume(fileSystem: FileSystem, machines: readonly LambdaInstance[]): Volume {
  const { id, name, region, created } = fileSystem;
  const isOn = (one: LambdaInstance) =>
    one.region.name === region.name && one.file_system_names.includes(name);
  return {
    id,
    name,
    sizeGb: Math.ceil((fileSystem.bytes_used ?? 0) / BYTES_PER_GB),
    region: region.name,
    attachedTo: machines.filter(isOn).map((one) => one.id),
    ratePerHourMicros: null,
    createdAt: new Date(created),
    nativeStatus: fileSystem.is_in_use ? "in use" : "not in use",
  };
}

const toMicros = (cents: number): Micros => BigInt(cents) * MICROS_PER_CENT;
