import type { FaultClass, FirstAct } from "@/lib/health/types";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { backOffMs, type EndedRepair, inARow } from "@/lib/repair/back-off";
import { nextRung, type RepairFacts } from "@/lib/repair/next-rung";
import type { Rehearsal, RehearsedTrouble } from "@/lib/repair/types";
import { windowEnd } from "@/lib/repair/window";
import { isRebuild, type RepairPolicy, type Rung } from "@/lib/repair-policy/schema";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Two clean rounds of probes. */
const VERIFYING_MS = 2 * MINUTE_MS;
/** Until an old machine is surely gone. */
const REMOVING_MS = MINUTE_MS;
export const REHEARSED_DAYS = 30;

/** A time in which a machine was unwell, as it was concluded. */
export interface Trouble {
  readonly at: Date;
  readonly badSince: Date;
  /** Null while it still is. */
  readonly overAt: Date | null;
  readonly fault: FaultClass;
  readonly firstAct: FirstAct | null;
  readonly scope: string | null;
}

export interface RehearsalFacts {
  readonly policy: RepairPolicy;
  readonly troubles: readonly Trouble[];
  readonly machine: RepairFacts["machine"];
  readonly timeZone: string;
  /** How long a machine there usually takes to start, at most. */
  readonly startMs: number;
  readonly launchedAt: Micros;
  readonly ceiling: Micros;
  readonly now: Date;
}

/**
 * Plays a policy over troubles that were: the same rules that decide in earnest, with what they would
 * have done. What was saved is what would have been saved had the first thing helped. Pure.
 */
export function rehearse(facts: RehearsalFacts): Rehearsal {
  const made: (EndedRepair & { readonly rung: Rung })[] = [];
  const troubles = facts.troubles.map((trouble): RehearsedTrouble => {
    const due = nextRung(factsOf(facts, trouble, made), trouble.at);
    const told = {
      at: trouble.at.toISOString(),
      fault: trouble.fault,
      minutesDown: minutesOf(trouble.badSince, trouble.overAt),
    };
    const nothing = { rung: null, minutesSaved: 0, healedItself: false };
    if (due.kind === "exhausted") return { ...told, ...nothing, reason: "exhausted" };
    const waited = due.kind === "hold" ? due : null;
    if (waited && waited.reason !== "backing-off") {
      return { ...told, ...nothing, reason: waited.reason };
    }
    const beginsAt = waited?.until ?? trouble.at;
    if (trouble.overAt && trouble.overAt <= beginsAt) {
      return { ...told, ...nothing, reason: waited?.reason ?? null, healedItself: true };
    }
    const rung = due.kind === "act" ? due.rung : rungAfterWait(facts, trouble, made, beginsAt);
    if (!rung) return { ...told, ...nothing, reason: waited?.reason ?? null };
    const wellAt = new Date(beginsAt.getTime() + durationOf(rung, facts.startMs));
    made.unshift({ openedAt: trouble.at, endedAt: wellAt, rung });
    const overAt = trouble.overAt ?? facts.now;
    const healedItself = overAt <= wellAt;
    const minutesSaved = healedItself ? 0 : minutesOf(wellAt, overAt);
    return { ...told, rung, reason: null, minutesSaved: minutesSaved ?? 0, healedItself };
  });
  const rebuilds = troubles.filter(({ rung }) => rung && isRebuild(rung)).length;
  return {
    days: REHEARSED_DAYS,
    troubles,
    restarts: troubles.filter(({ rung }) => rung).length - rebuilds,
    rebuilds,
    minutesDown: sum(troubles.map(({ minutesDown }) => minutesDown ?? 0)),
    minutesSaved: sum(troubles.map(({ minutesSaved }) => minutesSaved)),
    atRiskPerDay: microsToDecimal(rebuilds > 0 ? atRisk(facts) : 0n),
  };
}

function factsOf(
  { policy, machine, timeZone }: RehearsalFacts,
  { at, fault, firstAct, scope }: Trouble,
  made: readonly (EndedRepair & { readonly rung: Rung })[],
): RepairFacts {
  const today = made.filter(({ openedAt }) => at.getTime() - openedAt.getTime() < DAY_MS);
  const waitMs = backOffMs(inARow(made, at), 0.5);
  return {
    policy,
    isInPlan: true,
    isWanted: true,
    isBusy: false,
    paused: null,
    windowUntil: windowEnd(policy.window, at, timeZone),
    health: { isUnwell: true, fault, firstAct, scope, isFlapping: false },
    keyState: "active",
    hasNoCredit: false,
    backOffUntil: waitMs > 0 ? new Date(at.getTime() + waitMs) : null,
    repairsToday: today.length,
    rebuildsToday: today.filter(({ rung }) => isRebuild(rung)).length,
    dayFreeAt: null,
    tried: [],
    waiting: null,
    isExhausted: false,
    machine: { ...machine, stands: fault !== "gone", isStopped: false },
  };
}

function rungAfterWait(
  facts: RehearsalFacts,
  trouble: Trouble,
  made: readonly (EndedRepair & { readonly rung: Rung })[],
  at: Date,
): Rung | null {
  const due = nextRung({ ...factsOf(facts, trouble, made), backOffUntil: null }, at);
  return due.kind === "act" ? due.rung : null;
}

function durationOf(rung: Rung, startMs: number): number {
  if (rung === "restart-workload") return VERIFYING_MS;
  return startMs + VERIFYING_MS + (isRebuild(rung) ? REMOVING_MS : 0);
}

/** A day of a replacement as dear as it may be. */
function atRisk({ policy, ceiling, launchedAt }: RehearsalFacts): Micros {
  const dearer = (ceiling - launchedAt) * 24n;
  const most = microsFromDecimal(policy.extraPerDay) ?? 0n;
  const atMost = dearer < most ? dearer : most;
  return atMost > 0n ? atMost : 0n;
}

function minutesOf(from: Date, to: Date | null): number | null {
  return to && Math.max(0, Math.round((to.getTime() - from.getTime()) / MINUTE_MS));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
