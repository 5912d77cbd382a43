import type { FaultClass, FirstAct } from "@/lib/health/types";
import type { Due, HoldReason } from "@/lib/repair/types";
import {
  isBeyond,
  isRebuild,
  type RepairPolicy,
  type Rung,
  rungs,
} from "@/lib/repair-policy/schema";

/** So many repairs and rebuilds of one machine within a day are made; the next one is not. */
export const MOST_REPAIRS = 5;
export const MOST_REBUILDS = 3;

/** All that decides whether something is done about a machine, and what. */
export interface RepairFacts {
  readonly policy: RepairPolicy | null;
  readonly isInPlan: boolean;
  /** It is to run, and nobody has asked for its end or its team's. */
  readonly isWanted: boolean;
  /** An operation of ours is at work on it. */
  readonly isBusy: boolean;
  /** Until when repair is paused; `true`: until somebody goes on; null: it is not. */
  readonly paused: Date | true | null;
  /** When the maintenance window that is open now ends. */
  readonly windowUntil: Date | null;
  readonly health: {
    readonly isUnwell: boolean;
    readonly fault: FaultClass | null;
    readonly firstAct: FirstAct | null;
    readonly scope: string | null;
    readonly isFlapping: boolean;
  };
  readonly keyState: "active" | "frozen" | "refused";
  readonly hasNoCredit: boolean;
  readonly backOffUntil: Date | null;
  readonly repairsToday: number;
  readonly rebuildsToday: number;
  /** When the oldest of those that count is a day old. */
  readonly dayFreeAt: Date | null;
  /** What has been tried of this trouble and did not help. */
  readonly tried: readonly Rung[];
  /** What could not be done a moment ago, and when it is tried again. */
  readonly waiting: { readonly reason: HoldReason; readonly until: Date } | null;
  /** This trouble came to an end of all that may be done. */
  readonly isExhausted: boolean;
  readonly machine: {
    /** There is one at the provider, as far as we know. */
    readonly stands: boolean;
    readonly isStopped: boolean;
    readonly canRestart: boolean;
    readonly canStart: boolean;
    readonly canRestartWorkload: boolean;
    readonly hasVolume: boolean;
  };
}

/**
 * What is due for a machine now, or what is in the way: the one answer to "what will happen" and to
 * "why was it not repaired". Pure; the gravest hindrance is named first.
 */
export function nextRung(facts: RepairFacts, now: Date): Due {
  const hindrance = hindranceOf(facts, now);
  if (hindrance) return hindrance;
  const { policy, machine, tried, health } = facts;
  if (!policy) return hold("off");
  const entry = entryRung(facts);
  if (!entry) return hold("nothing-helps");
  const last = tried.toSorted((a, b) => rungs.indexOf(b) - rungs.indexOf(a))[0];
  for (const rung of rungs) {
    if (isBeyond(entry, rung) || (last && !isBeyond(rung, last))) continue;
    if (isBeyond(rung, policy.highest)) {
      return tried.length > 0 ? { kind: "exhausted" } : hold("rung-forbidden", { rung });
    }
    if (rung === "restart-workload" && !machine.canRestartWorkload) continue;
    if (rung === "reboot" && !canReboot(machine)) continue;
    if (rung === "same-region" && health.scope === "region") {
      if (policy.highest === "same-region") return hold("region-down", { rung: "other-region" });
      continue;
    }
    const refusal = isRebuild(rung) ? rebuildRefusal(facts, policy, rung) : null;
    return refusal ?? { kind: "act", rung };
  }
  return tried.length > 0 ? { kind: "exhausted" } : hold("nothing-helps");
}

function hindranceOf(facts: RepairFacts, now: Date): Due | null {
  const { health, paused, windowUntil, backOffUntil } = facts;
  if (!facts.policy) return hold("off");
  if (!facts.isInPlan) return hold("not-in-plan");
  if (!facts.isWanted) return hold("not-wanted");
  if (!health.isUnwell) return hold("not-unwell");
  if (facts.isBusy) return hold("busy");
  if (paused !== null) return hold("paused", { until: paused === true ? null : paused });
  if (windowUntil) return hold("maintenance", { until: windowUntil });
  if (health.scope === "us") return hold("blind");
  if (facts.keyState !== "active") return hold(keyReason[facts.keyState]);
  if (facts.hasNoCredit) return hold("no-credit");
  if (facts.isExhausted) return hold("exhausted");
  if (health.isFlapping) return hold("flapping");
  if (facts.tried.length === 0 && facts.repairsToday >= MOST_REPAIRS) {
    return hold("too-many-repairs", { until: facts.dayFreeAt });
  }
  if (backOffUntil && backOffUntil > now) return hold("backing-off", { until: backOffUntil });
  const { waiting } = facts;
  if (waiting && waiting.until > now) return hold(waiting.reason, { until: waiting.until });
  return null;
}

const keyReason = { frozen: "key-frozen", refused: "key-refused" } as const;

function hold(
  reason: HoldReason,
  more: { readonly until?: Date | null; readonly rung?: Rung } = {},
): Due {
  return { kind: "hold", reason, until: more.until ?? null, rung: more.rung ?? null };
}

/** Where the ladder begins: the fault's first act; a machine that is gone can only be made anew. */
function entryRung({ health, machine }: RepairFacts): Rung | null {
  if (!machine.stands) return "same-region";
  switch (health.firstAct) {
    case "restart-workload":
      return "restart-workload";
    case "reboot":
      return "reboot";
    case "recreate":
      return machine.isStopped ? "reboot" : "same-region";
    case "reboot-in-window":
    case "notice":
    case "freeze":
    case null:
      return null;
    default:
      return health.firstAct satisfies never;
  }
}

/** A machine that its provider stopped is started again. */
function canReboot({ isStopped, canStart, canRestart }: RepairFacts["machine"]): boolean {
  return isStopped ? canStart : canRestart;
}

function rebuildRefusal(facts: RepairFacts, { data }: RepairPolicy, rung: Rung): Due | null {
  const { machine, rebuildsToday, dayFreeAt } = facts;
  if (data === "ask" && machine.stands) return hold("data-asks", { rung });
  if (data === "volume" && !machine.hasVolume) return hold("no-volume", { rung });
  if (data === "volume" && rung !== "same-region") return { kind: "exhausted" };
  if (rebuildsToday >= MOST_REBUILDS) {
    return hold("too-many-rebuilds", { until: dayFreeAt, rung });
  }
  return null;
}
