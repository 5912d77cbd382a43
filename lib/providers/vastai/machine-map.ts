import { type Micros, microsFromNumber } from "@/lib/money";
import type { Instance, ProviderStatus, SshAddress } from "../contract";
import type { VastMachine } from "./machine-wire";
import { countryOf } from "./map";

const brokenContainer = /OCI runtime create failed/i;

/** A rented slice in our words. */
export function toInstance(machine: VastMachine): Instance {
  const isPreempted = isOutbid(machine);
  const status = isPreempted ? "stopped" : toStatus(machine);
  return {
    id: String(machine.id),
    name: machine.label ?? null,
    status,
    nativeStatus: isPreempted ? "stopped, outbid" : nativeStatusOf(machine),
    ratePerHourMicros: toRate(machine, status),
    ssh: toSsh(machine, status),
    hasOwnAddress: false,
    ports: toPorts(machine),
    region: countryOf(machine),
    createdAt: machine.start_date ? new Date(machine.start_date * 1000) : null,
    ...(isPreempted && { isPreempted }),
  };
}

/**
 * A machine that was bid for and that its owner stopped looks the same: only who asked for the stop
 * tells the two apart.
 */
function isOutbid({ is_bid, cur_state, intended_status, next_state }: VastMachine): boolean {
  return is_bid === true && [cur_state, intended_status, next_state].every(isStopped);
}

const isStopped = (state: string | null | undefined) => state === "stopped";

/** One that was asked to stop is running, and costs money, until it has stopped. */
function toStatus(machine: VastMachine): ProviderStatus {
  switch (machine.actual_status) {
    case null:
    case "created":
    case "loading":
    case "scheduling":
      return notYetRunning(machine);
    case "rebooting":
    case "recycling":
      return "provisioning";
    case "running":
      return "running";
    case "stopped":
    case "exited":
      return "stopped";
    case "offline":
    case "unknown":
    case "frozen":
      return "failed";
    default:
      return "unknown";
  }
}

/** The container may never start, or may have been stopped before it did. */
function notYetRunning(machine: VastMachine): ProviderStatus {
  if (brokenContainer.test(machine.status_msg ?? "")) return "failed";
  const { cur_state, intended_status } = machine;
  return isStopped(cur_state) && isStopped(intended_status) ? "stopped" : "provisioning";
}

function nativeStatusOf({ actual_status, cur_state, intended_status }: VastMachine): string {
  if (actual_status === null) return `not reported, ${cur_state ?? "no state"}`;
  const isStopping = actual_status === "running" && isStopped(intended_status);
  return isStopping ? "running, stop asked" : actual_status;
}

/**
 * The GPUs are free of charge only while the contract is stopped, whatever the container does: one
 * that ended by itself leaves the contract running. Hosts may ask more for disk while stopped. What is
 * offline or never got past loading is not charged.
 */
function toRate(machine: VastMachine, status: ProviderStatus): Micros | null {
  const isUncharged = machine.actual_status === "offline" || machine.actual_status === "created";
  if (status === "failed" && isUncharged) return 0n;
  const { cur_state: contract, instance, storage_total_cost, dph_total } = machine;
  const isIdle = contract ? isStopped(contract) : status === "stopped";
  const usd = isIdle ? (instance?.totalHour ?? storage_total_cost) : dph_total;
  return microsFromNumber(usd ?? Number.NaN);
}

function toSsh(machine: VastMachine, status: ProviderStatus): SshAddress | null {
  if (status !== "running" || machine.image_runtype === "args") return null;
  const direct = addressOf(machine, "22/tcp");
  if (direct) return { ...direct, user: "root" };
  const { ssh_host: host, ssh_port: port, image_runtype: runtype } = machine;
  if (!host || !port) return null;
  return { host, port: port + (/jupyter/.test(runtype ?? "") ? 1 : 0), user: "root" };
}

function toPorts(machine: VastMachine): Instance["ports"] {
  return Object.keys(machine.ports ?? {}).flatMap((name) => {
    const internal = Number(/^(\d+)\//.exec(name)?.[1]);
    const address = addressOf(machine, name);
    if (!address || internal === 22 || Number.isNaN(internal)) return [];
    return [{ internal, external: `${address.host}:${address.port}` }];
  });
}

/** A public address comes with a line break at its end. */
function addressOf({ public_ipaddr, ports }: VastMachine, name: string) {
  const host = public_ipaddr?.trim();
  const port = Number(ports?.[name]?.[0]?.HostPort);
  return host && port > 0 ? { host, port } : null;
}
