import { microsToNumber } from "../../money";
import type { TwinCall } from "../twin";
import { findItem } from "./catalog";
import type { Pod } from "./pod-wire";

const HALF_WAY = 50;
const WITH_ADDRESS = new Set(["INSTALLING", "INSTALL_FAILED", "ACTIVE", "ERROR", "STOPPED"]);

/** A time as this wire writes it, by the provider's own clock, which may be off. */
function wireTime(atMs: number, call: TwinCall): string {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return new Date(atMs + (skewMs ?? 0)).toISOString();
}

/** A pod as the API answers it. */
export function toPod(call: TwinCall, pod: Pod) {
  const { wire } = pod;
  const item = findItem(wire.listing);
  const dollars = (micros: string | null) =>
    micros === null ? null : microsToNumber(BigInt(micros));
  return {
    id: pod.id,
    userId: `user-${pod.account}`,
    teamId: null,
    walletId: `wallet-${pod.account}`,
    name: pod.name,
    type: "HOSTED",
    ...statusOf(pod),
    createdAt: wireTime(pod.createdAtMs, call),
    updatedAt: wireTime(pod.stateAtMs, call),
    terminatedAt: pod.gone ? wireTime(pod.stateAtMs, call) : null,
    gpuName: item?.gpuType,
    gpuCount: item?.gpuCount,
    socket: item?.socket,
    priceHr: dollars(wire.hourlyMicros),
    stoppedPriceHr: null,
    provisioningPriceHr: dollars(wire.provisioningMicros),
    environmentType: wire.image,
    customTemplateId: null,
    clusterId: null,
    primePortMapping: portsOf(pod),
    resources: { memory: wire.ramGb, disk: wire.diskGb, shared_disk: null, vcpus: wire.vcpus },
    attachedResources: [],
    isSpot: item?.isSpot ?? null,
    autoRestart: wire.autoRestart,
  };
}

/** What GET /pods/status tells of a pod, and every other view with it. */
export function statusOf(pod: Pod) {
  const hasAddress = WITH_ADDRESS.has(pod.state) && !pod.gone;
  return {
    providerType: findItem(pod.wire.listing)?.provider,
    ...stateOf(pod),
    sshConnection: hasAddress ? connectionOf(pod) : [null],
    ip: hasAddress ? pod.wire.ip : [null],
  };
}

function stateOf({ state, gone }: Pod) {
  const told = (status: string, installationStatus: string) => ({
    status,
    installationStatus,
    installationFailure: installationStatus === "ERROR" ? "Image could not be installed" : null,
    installationProgress: { ACTIVE: HALF_WAY, FINISHED: 100 }[installationStatus] ?? null,
  });
  if (gone) return told("TERMINATED", "TERMINATED");
  switch (state) {
    case "INSTALLING":
      return told("ACTIVE", "ACTIVE");
    case "INSTALL_FAILED":
      return told("ACTIVE", "ERROR");
    case "PROVISIONING":
    case "PENDING":
      return told(state, "PENDING");
    default:
      return told(state, "FINISHED");
  }
}

/** The user differs from cloud to cloud, and some put the command itself before it. */
function connectionOf({ wire }: Pod): string {
  const where = `${userOf(wire.listing)}@${wire.ip} -p ${wire.sshPort}`;
  return wire.listing.startsWith("massedcompute/") ? `ssh ${where}` : where;
}

export function userOf(listing: string): string {
  return ["lambdalabs", "massedcompute"].some((cloud) => listing.startsWith(`${cloud}/`))
    ? "ubuntu"
    : "root";
}

function portsOf({ wire, state }: Pod) {
  if (!WITH_ADDRESS.has(state)) return [];
  const ssh = {
    internal: "22",
    external: String(wire.sshPort),
    protocol: "TCP",
    usedBy: "SSH",
    description: "SSH",
  };
  return [ssh];
}
