import type { ProviderStatus } from "@/lib/providers/contract";

/** What the provider says about a machine, and before that, what is asked of it. */
export const statuses = [
  "requested",
  "provisioning",
  "running",
  "stopping",
  "stopped",
  "terminating",
  "terminated",
  "failed",
  "lost",
] as const;
export type Status = (typeof statuses)[number];

export const wishes = ["running", "stopped", "deleted"] as const;
export type Wish = (typeof wishes)[number];

/** Which status may follow which; `transition()` refuses the rest. */
export const followers: Readonly<Record<Status, readonly Status[]>> = {
  requested: ["provisioning", "failed", "terminating", "terminated"],
  provisioning: [
    "requested",
    "running",
    "stopping",
    "stopped",
    "failed",
    "lost",
    "terminating",
    "terminated",
  ],
  running: [
    "requested",
    "provisioning",
    "stopping",
    "stopped",
    "failed",
    "lost",
    "terminating",
    "terminated",
  ],
  stopping: ["provisioning", "running", "stopped", "failed", "lost", "terminating", "terminated"],
  stopped: ["requested", "provisioning", "running", "failed", "lost", "terminating", "terminated"],
  failed: ["requested", "provisioning", "running", "stopped", "lost", "terminating", "terminated"],
  lost: ["requested", "provisioning", "running", "stopped", "failed", "terminating", "terminated"],
  terminating: ["terminated"],
  terminated: [],
};

/** The statuses from which `to` may be entered. */
export function predecessors(to: Status): Status[] {
  return statuses.filter((from) => followers[from].includes(to));
}

/** Reads a stored status; throws on a word no release ever wrote. */
export function parseStatus(text: string): Status {
  const status = statuses.find((one) => one === text);
  if (!status) throw new Error(`unknown status ${text}`);
  return status;
}

/** Reads a stored wish; throws on a word no release ever wrote. */
export function parseWish(text: string): Wish {
  const wish = wishes.find((one) => one === text);
  if (!wish) throw new Error(`unknown wish ${text}`);
  return wish;
}

export const acts = ["stop", "hibernate", "start", "restart", "terminate"] as const;
export type Act = (typeof acts)[number];

export interface ActFacts {
  readonly status: Status;
  readonly desired: Wish;
  readonly endedAt: Date | null;
  /** Of one that has stopped: it keeps its GPU, by its provider's word. */
  readonly keepsGpu: boolean;
  readonly capabilities: Powers;
}

/** What a provider can do with a machine besides ending it. */
export interface Powers {
  readonly stop: boolean;
  readonly restart: boolean;
  readonly hibernate: "no" | "while-running" | "while-stopped";
  readonly stoppedBilling: "nothing" | "disk" | "full" | "cannot-stop";
}

/** Of a provider nobody knows any more. */
export const noPowers: Powers = {
  stop: false,
  restart: false,
  hibernate: "no",
  stoppedBilling: "cannot-stop",
};

export type ActRefusal =
  | "cannot-stop"
  | "cannot-restart"
  | "cannot-hibernate"
  | "already-ended"
  | "being-deleted"
  | "not-running"
  | "not-stopped";

/** Why an act cannot be asked for now, or `null` where it can. */
export function refusalOf(act: Act, facts: ActFacts): ActRefusal | null {
  const { status, desired, endedAt, capabilities } = facts;
  if (act === "stop" && !capabilities.stop) return "cannot-stop";
  if (act === "start" && !capabilities.stop && capabilities.hibernate === "no") {
    return "cannot-stop";
  }
  if (act === "restart" && !capabilities.restart) return "cannot-restart";
  if (act === "hibernate" && capabilities.hibernate === "no") return "cannot-hibernate";
  if (endedAt !== null) return "already-ended";
  if (act === "terminate") return null;
  if (desired === "deleted") return "being-deleted";
  if (act === "hibernate" && status === "stopped") {
    return capabilities.hibernate === "while-stopped" ? null : "not-running";
  }
  if (act === "start") return isOnItsWayDown(status, desired) ? null : "not-stopped";
  if (act === "stop" && isStoppedHalfWay(facts)) return null;
  return status === "running" ? null : "not-running";
}

/**
 * Whether a machine has stopped but keeps a GPU that a stop asked of its provider gives back: until
 * then it goes on costing what it does while it runs.
 */
export function isStoppedHalfWay(facts: {
  readonly status: Status | ProviderStatus;
  readonly keepsGpu: boolean;
  readonly capabilities: Pick<Powers, "stop" | "stoppedBilling">;
}): boolean {
  const { stop, stoppedBilling } = facts.capabilities;
  return facts.status === "stopped" && facts.keepsGpu && stop && stoppedBilling !== "full";
}

/** Stopped, stopping, or asked to stop: what is not sent yet is called off. */
function isOnItsWayDown(status: Status, desired: Wish): boolean {
  return (
    status === "stopped" || status === "stopping" || (status === "running" && desired === "stopped")
  );
}
