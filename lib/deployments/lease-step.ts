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
 * Decides what a lease asks for at a moment. Pure. A machine that is to be stopped and is not yet
 * running is waited for, since what it was started with may hold data; one that nobody has made yet
 * is simply not made.
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
function willAct({ act, desired }: LeaseState): boolean {
  return act === "terminate" || desired === "running";
}

function ending(lease: LeaseState, limit: LeaseLimit): LeaseStep {
  const { act, desired, status, providerInstanceId } = lease;
  if (act === "terminate") return { kind: "end", limit, wish: "deleted" };
  if (desired === "stopped") return { kind: "end", limit, wish: null };
  if (status === "running") return { kind: "end", limit, wish: "stopped" };
  const isMade = status !== "requested" || providerInstanceId !== null;
  return isMade ? { kind: "wait" } : { kind: "end", limit, wish: "deleted" };
}
