import { type Micros, microsFromNumber } from "@/lib/money";
import type {
  Availability,
  Instance,
  LaunchSpec,
  ProviderOffer,
  ProviderStatus,
  SshAddress,
} from "../contract";
import { diskPerHourMicros } from "../disk-rate";
import type { Cloud } from "./client";
import { DISK_RUNNING_PER_GB_MONTH, DISK_STOPPED_PER_GB_MONTH } from "./disk-prices";
import type { GpuType, Pod, PodBilling } from "./wire";

/** RunPod's own image with SSH and notebooks, for a launch that names none. */
export const DEFAULT_IMAGE = "runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404";
const CONTAINER_DISK_GB = 20;
const DATA_PATH = "/workspace";

/**
 * The offers of one catalogue row in one cloud. Prices are per single GPU. Secure machines stand
 * in named data centres, one offer each; community hosts do not.
 */
export function toOffers(gpu: GpuType, cloud: Cloud): ProviderOffer[] {
  const tier = cloud === "SECURE" ? "secure" : "community";
  const usd = gpu.price[tier];
  const pricePerHourMicros = usd === null ? null : microsFromNumber(usd);
  if (!gpu[tier] || pricePerHourMicros === null || pricePerHourMicros <= 0n) return [];
  const maxCount = gpu.maxCount[tier];
  const places = tier === "secure" && gpu.dataCenters?.length ? gpu.dataCenters : [anywhere(gpu)];
  return places.map((place) => ({
    key: [tier, gpu.id, place.id ?? "any"].join("/"),
    instanceType: gpu.id,
    gpuSpelling: gpu.id,
    gpuCount: 1,
    maxGpuCount: Math.max(1, maxCount),
    isPartition: /\bMIG\b/.test(gpu.id),
    gpuMemoryGb: gpu.memory,
    vcpu: null,
    ramGb: null,
    diskGb: null,
    region: place.id,
    pricingModel: "on-demand",
    pricePerHourMicros,
    currency: "USD",
    nativePrice: `${usd} USD/GPU-hour`,
    availability: maxCount < 1 ? "unavailable" : toAvailability(place.availability),
    tier,
  }));
}

const anywhere = (gpu: GpuType) => ({ id: null, availability: gpu.availability ?? "" });

function toAvailability(level: string): Availability {
  switch (level) {
    case "HIGH":
    case "MEDIUM":
      return "available";
    case "LOW":
      return "limited";
    case "NONE":
      return "unavailable";
    default:
      return "unknown";
  }
}

/**
 * The body of a create. The disk asked for is a persistent mount, since the container's own disk
 * is wiped by every restart; keys reach a pod only with `startSsh` and `PUBLIC_KEY`, one a line.
 */
export function toCreateBody(spec: LaunchSpec) {
  const mounts = toMounts(spec);
  const others = spec.ports.filter((port) => port !== 22).map((port) => `${port}/http`);
  return {
    name: spec.name,
    image: spec.image ?? DEFAULT_IMAGE,
    gpu: { id: spec.instanceType, count: spec.gpuCount },
    cloud: spec.tier === "community" ? "COMMUNITY" : "SECURE",
    disk: CONTAINER_DISK_GB,
    ports: ["22/tcp", ...others],
    startSsh: true,
    ...(spec.command !== null && { args: spec.command }),
    ...(mounts && { mounts }),
    ...environmentOf(spec),
    ...(spec.region !== null && { dataCenterIds: [spec.region] }),
  };
}

/** The image puts `PUBLIC_KEY` into the machine, so the person's own keys stand above a variable of that name. */
function environmentOf({ environment, sshPublicKeys }: LaunchSpec) {
  const keys = sshPublicKeys.length > 0 && { PUBLIC_KEY: sshPublicKeys.join("\n") };
  const env = { ...environment, ...keys };
  return Object.keys(env).length > 0 && { env };
}

/** A network volume takes the place of the pod's own: RunPod mounts one of the two. */
function toMounts({ volumeId, diskGb }: LaunchSpec) {
  if (volumeId !== null) return { network: [{ volumeId, path: DATA_PATH }] };
  return diskGb === null ? null : { persistent: { size: diskGb, path: DATA_PATH } };
}

/** A pod in our words. A started pod can come back without any GPU: that is a failed machine. */
export function toInstance(pod: Pod): Instance {
  const lostGpu = pod.status === "RUNNING" && pod.gpu?.count === 0;
  return {
    id: pod.id,
    name: pod.name,
    status: lostGpu ? "failed" : toStatus(pod.status),
    nativeStatus: lostGpu ? "RUNNING without GPU" : pod.status,
    ratePerHourMicros: toRate(pod),
    ssh: toSsh(pod),
    hasOwnAddress: false,
    ports: toPorts(pod),
    region: pod.dataCenterId,
    createdAt: new Date(pod.createdAt),
  };
}

function toStatus(status: string): ProviderStatus {
  switch (status) {
    case "PROVISIONING":
    case "STARTING":
      return "provisioning";
    case "RUNNING":
      return "running";
    case "EXITED":
      return "stopped";
    case "ERROR":
      return "failed";
    case "TERMINATED":
      return "terminated";
    default:
      return "unknown";
  }
}

/** `cost` leaves the disk out, and is 0 while stopped, when the disk costs more. */
function toRate(pod: Pod): Micros | null {
  const gb = pod.mounts.persistent?.size ?? 0;
  if (pod.status === "TERMINATED") return null;
  if (pod.status === "EXITED") return diskPerHourMicros(DISK_STOPPED_PER_GB_MONTH, gb);
  const compute = microsFromNumber(pod.cost);
  if (compute === null || compute === 0n) return null;
  return compute + diskPerHourMicros(DISK_RUNNING_PER_GB_MONTH, gb);
}

/** What one pod has cost over all buckets. */
export function toBilled({ records }: PodBilling): Micros {
  return records.reduce((sum, record) => sum + (microsFromNumber(record.totalAmount) ?? 0n), 0n);
}

function toSsh(pod: Pod): SshAddress | null {
  const address = pod.ssh.direct ?? pod.ssh.proxy;
  if (!address || pod.status !== "RUNNING") return null;
  return { host: address.host, port: address.port, user: address.username };
}

function toPorts(pod: Pod): Instance["ports"] {
  return (pod.runtime?.ports ?? []).flatMap((port) => {
    if (port.private === undefined) return [];
    const internal = port.private;
    if (port.type === "http") {
      return [{ internal, external: `https://${pod.id}-${internal}.proxy.runpod.net` }];
    }
    if (!port.ip || !port.public) return [];
    return [{ internal, external: `${port.ip}:${port.public}` }];
  });
}
