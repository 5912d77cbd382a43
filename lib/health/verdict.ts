import type { Scope } from "@/lib/health/blindness";
import { faultOf } from "@/lib/health/faults";
import type { Finding } from "@/lib/health/probes/contract";
import type { FaultClass, FirstAct, RoundReason, Verdict } from "@/lib/health/types";

const BAD_ROUNDS = 3;
const OF_ROUNDS = 4;
const GOOD_ROUNDS = 2;

/** What all probes of one round say together. */
export interface Round {
  readonly outcome: "good" | "bad" | "none";
  readonly reason: RoundReason;
  readonly fault: FaultClass | null;
  readonly firstAct: FirstAct | null;
}

/** What the probes of a machine say so far. */
export interface Memory {
  /** `null`: nothing has answered yet, or there is nothing to ask. */
  readonly says: Exclude<Verdict, "unknown"> | null;
  /** The last rounds, the newest last: `g` or `b` each. */
  readonly recent: string;
  readonly fault: FaultClass | null;
  readonly firstAct: FirstAct | null;
  /** When the first bad round of this trouble was. */
  readonly badSince: Date | null;
}

export const blank: Memory = {
  says: null,
  recent: "",
  fault: null,
  firstAct: null,
  badSince: null,
};

/**
 * Reads one round. Bad as unreachable only if every probe over the network failed; as a service
 * that is down only if something else of the machine answered. What a GPU itself shows goes before.
 * A heartbeat that stays away, alone, may be the agent's trouble or ours: it is told, and no more.
 * No opinion is never held against a machine. Pure.
 */
export function readRound(findings: readonly Finding[]): Round {
  const sign = findings.find(({ kind, ok }) => kind === "gpu" && ok === false);
  if (sign?.fault) return bad(sign.fault, "gpu-sign", sign.firstAct);
  const told = findings.filter(({ ok }) => ok !== null);
  if (told.length === 0) return { ...quiet, outcome: "none", reason: "no-opinion" };
  if (!told.some(didAnswer)) {
    const isOnlyBeat = told.every(({ kind }) => kind === "heartbeat");
    return bad("unreachable", "nothing-answers", isOnlyBeat ? "notice" : undefined);
  }
  const isServiceDown = told.some(({ kind, ok }) => kind === "http" && ok === false);
  if (isServiceDown) return bad("app-down", "service-silent");
  return { ...quiet, outcome: "good", reason: "all-fine" };
}

/** What only a look inside shows. */
const insideFaults: ReadonlySet<FaultClass> = new Set(["gpu-lost", "gpu-fault", "app-fault"]);

/**
 * A round as it counts for a machine with a trouble that was seen inside: that its network answers
 * says nothing of its GPUs, so only a look inside ends it. Where nobody looks inside any more, what
 * is seen from outside counts. Pure.
 */
export function heldAgainst(
  before: Memory,
  round: Round,
  {
    findings,
    isWatchedInside,
  }: { readonly findings: readonly Finding[]; readonly isWatchedInside: boolean },
): Round {
  const isInside = before.fault !== null && insideFaults.has(before.fault) && isWatchedInside;
  if (round.outcome !== "good" || !isInside) return round;
  const isSeen = findings.some(({ kind, ok }) => kind === "gpu" && ok === true);
  return isSeen ? round : { ...quiet, outcome: "none", reason: "no-opinion" };
}

const quiet = { fault: null, firstAct: null } as const;

/** A service that answers wrongly is an answer of the machine. */
function didAnswer({ ok, fault }: Finding): boolean {
  return ok === true || fault === "app-down";
}

function bad(fault: FaultClass, reason: RoundReason, firstAct?: FirstAct): Round {
  return { outcome: "bad", reason, fault, firstAct: firstAct ?? faultOf(fault).firstAct };
}

/**
 * What the probes say after one more round: suspect at the first bad one, unhealthy at three bad of
 * the last four or at one hard sign, healthy again after two good ones. While a machine is starting,
 * what fails does not count. Pure.
 */
export function afterRound(
  before: Memory,
  round: Round,
  { at, isStarting }: { readonly at: Date; readonly isStarting: boolean },
): Memory {
  if (round.outcome === "none") return before;
  if (round.outcome === "good") return afterGood(before);
  if (isStarting) return { ...before, recent: "" };
  const recent = remember(before.recent, "b");
  const badSince = before.badSince ?? at;
  const isHard = round.fault !== null && faultOf(round.fault).isHard;
  const isOver = before.says === "unhealthy" || isHard || count(recent, "b") >= BAD_ROUNDS;
  const isNew = before.fault === null || before.says !== "unhealthy" || recent.endsWith("bb");
  const { fault, firstAct } = isNew ? round : before;
  return { says: isOver ? "unhealthy" : "suspect", recent, fault, firstAct, badSince };
}

function afterGood(before: Memory): Memory {
  const recent = remember(before.recent, "g");
  const isWell =
    before.says === "healthy" || before.says === null || recent.endsWith("g".repeat(GOOD_ROUNDS));
  return isWell ? { ...blank, says: "healthy", recent } : { ...before, recent };
}

function remember(recent: string, one: "g" | "b"): string {
  return `${recent}${one}`.slice(-OF_ROUNDS);
}

function count(recent: string, one: "g" | "b"): number {
  return [...recent].filter((round) => round === one).length;
}

/** What the provider says of a machine: its word, or that it cannot be asked. */
export type ProviderSays = "healthy" | "unhealthy" | "unknown";

export interface Standing {
  readonly verdict: Verdict;
  readonly fault: FaultClass | null;
  readonly firstAct: FirstAct | null;
}

/**
 * The one verdict from both kinds of evidence. A provider that says a machine is gone is believed;
 * one that says it runs cannot see what a probe sees; one that does not answer says nothing at all,
 * and then what was probed stands. Pure.
 */
export function standing(provider: ProviderSays, probes: Omit<Memory, "recent">): Standing {
  if (provider === "unhealthy") {
    return { verdict: "unhealthy", fault: "gone", firstAct: faultOf("gone").firstAct };
  }
  if (probes.says !== null) {
    const { says: verdict, fault, firstAct } = probes;
    return { verdict, fault, firstAct };
  }
  return { verdict: provider, fault: null, firstAct: null };
}

/** While we are blind ourselves, a machine that does not answer is one that we do not see. Pure. */
export function sightOf(next: Standing, scope: Scope): Standing {
  const isBlind = scope === "us" && next.fault === "unreachable";
  return isBlind ? { ...next, verdict: "unknown", firstAct: "freeze" } : next;
}

/** A machine that was set going anew and fails again has not been well in between. Pure. */
export function afterUnwell(before: string, next: Standing): Standing {
  const isSame = before === "unhealthy" && next.verdict === "suspect";
  return isSame ? { ...next, verdict: "unhealthy" } : next;
}
