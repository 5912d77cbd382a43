import { charge } from "../../ledger";
import { microsToUsd } from "../../money";
import type { TwinCall } from "../twin";
import { configurationOf, findType } from "./catalog";
import { cloudOf } from "./clouds";
import { type Hall, type Instance, MINUTE_MS } from "./hall";

/** How long a Docker image is still being loaded on a machine that is active. */
const DOWNLOAD_MS = 60_000;
/** What stands where a time is not known yet. */
const NEVER = "0001-01-01T00:00:00Z";

/** An instance as the list tells it: cents an hour, and dollars so far in a string. */
export function listView(hall: Hall, instance: Instance, call: TwinCall) {
  const { wire, state, offer } = instance;
  const type = findType(offer);
  if (!type) throw new Error(`an instance of nothing on sale: ${offer}`);
  const isReached = state === "active";
  const { sshPort = 22, mappings = [] } = cloudOf(type.cloud);
  const activeAtMs = instance.segments.find((one) => one.state === "active")?.fromMs;
  const cost = charge(instance.segments, MINUTE_MS, hall.nowMs()).total;
  return {
    id: instance.id,
    cloud: type.cloud,
    region: instance.region,
    shade_instance_type: type.shadeInstanceType,
    cloud_instance_type: type.cloudInstanceType,
    cloud_assigned_id: state === "creating" ? "" : wire.cloudId,
    shade_cloud: true,
    name: instance.name,
    configuration: { ...configurationOf(type), os: wire.os },
    ip: isReached ? wire.ip : "",
    ssh_user: "shadeform",
    ssh_port: sshPort,
    status: state,
    ...detailsOf(hall, instance),
    cost_estimate: microsToUsd(cost),
    hourly_price: wire.priceCents,
    ...(wire.launchConfiguration && { launch_configuration: wire.launchConfiguration }),
    tags: wire.tags,
    port_mappings: isReached ? mappings : [],
    active_at: activeAtMs === undefined ? NEVER : wireTime(activeAtMs, call),
    created_at: wireTime(instance.createdAtMs, call),
    deleted_at: NEVER,
    boot_time: { min_boot_in_sec: 180, max_boot_in_sec: 300 },
  };
}

/** The same as it is told of one alone. */
export function infoView(hall: Hall, instance: Instance, call: TwinCall) {
  const { sshKeyId, envs } = instance.wire;
  return { ...listView(hall, instance, call), ssh_key_id: sshKeyId, volume_ids: [], envs };
}

function detailsOf(hall: Hall, { state, stateAtMs, wire }: Instance) {
  if (state === "error") return { status_details: "the cloud could not make the instance" };
  if (state !== "active") return {};
  const isLoading = hall.nowMs() - stateAtMs < DOWNLOAD_MS / hall.world.pace;
  const isDocker = wire.launchConfiguration?.type === "docker";
  return { status_details: isDocker && isLoading ? "downloading" : "active" };
}

/** A time by the provider's own clock, which may be off. */
function wireTime(atMs: number, call: TwinCall): string {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return new Date(atMs + (skewMs ?? 0)).toISOString();
}
