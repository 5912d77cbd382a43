import type { Status, Wish } from "@/lib/deployments/states";
import type { Micros } from "@/lib/money";

const WARN_BEFORE_MS = 15 * 60_000;
const WARN_AT_PERCENT = 90n;

export interface LeaseState {
  readonly act: "stop" | "terminate";
  readonly endsAt: Date | null;
  readonly spendMicros: Micros | null;
  readonly warnedAt: Date | null;
  readonly soFarMicros: Micros;
  readonly status: Status;
  readonly desired: Wish;
  /** It has stopped and keeps a GPU that it could give back. */
  readonly isStoppedHalfWay: boolean;
  /** An operation is at work on it or due. */
  readonly isMoving: boolean;
  readonly providerInstanceId: string | null;
}

/** Which limit of the lease is meant. */
export type LeaseLimit = "time" | "spend";

/** What is due for a lease: nothing, a warning, or its end with the wish it makes, if any. */
export type LeaseStep =
  | { readonly kind: "wait" }
  | { readonly kind: "warn"; readonly limit: LeaseLimit }
  | { readonly kind: "end"; readonly limit: LeaseLimit; readonly wish: Wish | null };

/**
 * Decides what a lease asks for at a moment. Pure. From its limit on a machine is to cost no more than
 * what the lease's act leaves: one that is to be stopped is stopped whatever state it is paid for in,
 * also where it failed, and only a stop that is under way or done is the lease's end. What is at work
 * on one that does not run comes to an end by itself and is waited for, since what it was started with
 * may hold data; one that nobody has made yet is simply not made.
 */
export function leaseStep(lease: LeaseState, now: Date): LeaseStep {
  if (lease.desired === "deleted") return { kind: "wait" };
  const limit = reached(lease, now);
  if (limit) return ending(lease, limit);
  const near = lease.warnedAt === null ? nearly(lease, now) : null;
  return near && willAct(lease) ? { kind: "warn", limit: near } : { kind: "wait" };
}

function reached({ endsAt, spendMicros, soFarMicros }: LeaseState, now: Date): LeaseLimit | null {
  if (endsAt && now >= endsAt) return "time";
  return spendMicros !== null && soFarMicros >= spendMicros ? "spend" : null;
}

function nearly({ endsAt, spendMicros, soFarMicros }: LeaseState, now: Date): LeaseLimit | null {
  if (endsAt && endsAt.getTime() - now.getTime() <= WARN_BEFORE_MS) return "time";
  const isNear = spendMicros !== null && soFarMicros * 100n >= spendMicros * WARN_AT_PERCENT;
  return isNear ? "spend" : null;
}

/** Nobody is warned of a stop where nothing runs. */
function willAct({ act, desired, isStoppedHalfWay }: LeaseState): boolean {
  return act === "terminate" || desired === "running" || isStoppedHalfWay;
}

function ending(lease: LeaseState, limit: LeaseLimit): LeaseStep {
  const { act, status, providerInstanceId } = lease;
  if (act === "terminate") return { kind: "end", limit, wish: "deleted" };
  if (isBeingStopped(lease)) return { kind: "end", limit, wish: null };
  const isMade = status !== "requested" || providerInstanceId !== null;
  if (!isMade) return { kind: "end", limit, wish: "deleted" };
  return isToStop(lease) ? { kind: "end", limit, wish: "stopped" } : { kind: "wait" };
}

/** It is stopped for good, or somebody is about it. */
function isBeingStopped({ desired, status, isStoppedHalfWay, isMoving }: LeaseState): boolean {
  return desired === "stopped" && (isMoving || (status === "stopped" && !isStoppedHalfWay));
}

/** Whether it is paid for and nothing else ends that; a lost one costs nothing unless it comes back. */
function isToStop({ status, isStoppedHalfWay, isMoving }: LeaseState): boolean {
  switch (status) {
    case "running":
    case "failed":
      return true;
    case "requested":
    case "provisioning":
    case "stopping":
      return !isMoving;
    case "stopped":
      return isStoppedHalfWay && !isMoving;
    case "lost":
    case "terminating":
    case "terminated":
      return false;
    default:
      return status satisfies never;
  }
}
