import type { RepairPolicy, Rung } from "@/lib/repair-policy/schema";

export const repairStates = [
  "open",
  "blocked",
  "succeeded",
  "exhausted",
  "superseded",
  "over",
] as const;
export type RepairState = (typeof repairStates)[number];

/** Why nothing is done, or nothing more; each is a sentence under `repairReasons`. */
export const holdReasons = [
  "off",
  "not-in-plan",
  "not-unwell",
  "not-wanted",
  "paused",
  "maintenance",
  "busy",
  "blind",
  "flapping",
  "nothing-helps",
  "key-refused",
  "key-frozen",
  "no-credit",
  "backing-off",
  "too-many-repairs",
  "too-many-rebuilds",
  "rung-forbidden",
  "region-down",
  "data-asks",
  "no-volume",
  "no-offer",
  "too-dear",
  "no-capacity",
  "day-extra",
  "budget-reached",
  "came-back",
  "exhausted",
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Reads a stored word; one this release does not know reads as `nothing-helps`. */
export function parseHoldReason(text: string | null): HoldReason {
  return holdReasons.find((reason) => reason === text) ?? "nothing-helps";
}

/** What is due for a machine. */
export type Due =
  | { readonly kind: "act"; readonly rung: Rung }
  | {
      readonly kind: "hold";
      readonly reason: HoldReason;
      /** When it may be otherwise by itself; null: not by time alone. */
      readonly until: Date | null;
      /** The rung that would be next. */
      readonly rung: Rung | null;
    }
  | { readonly kind: "exhausted" };

/** One thing that was done. Times are ISO instants. */
export interface RepairActView {
  readonly rung: string;
  readonly at: string;
  readonly endedAt: string | null;
  readonly outcome: string | null;
}

/** What was done about one trouble. Money is decimal dollars. */
export interface RepairView {
  readonly id: string;
  readonly state: RepairState;
  readonly reason: string | null;
  readonly fault: string;
  readonly badSince: string | null;
  readonly openedAt: string;
  readonly endedAt: string | null;
  readonly beforePerHour: string;
  readonly afterPerHour: string | null;
  readonly acts: readonly RepairActView[];
}

/** All there is to say of a machine's repair. Money is decimal dollars, times ISO instants. */
export interface RepairPageView {
  readonly policy: RepairPolicy | null;
  /** In which maintenance windows are told. */
  readonly timeZone: string;
  readonly pausedSince: string | null;
  readonly pausedUntil: string | null;
  /** What is due now; null where all is well. */
  readonly due:
    | { readonly kind: "act"; readonly rung: Rung }
    | {
        readonly kind: "hold";
        readonly reason: HoldReason;
        readonly until: string | null;
        readonly rung: Rung | null;
      }
    | null;
  /** What was agreed to at launch an hour, and the most a replacement may cost. */
  readonly launchedPerHour: string;
  readonly mostPerHour: string | null;
  readonly repairsToday: number;
  readonly rebuildsToday: number;
  /** The machine can be looked into, so that what it serves can be restarted alone. */
  readonly canRestartWorkload: boolean;
  readonly hasVolume: boolean;
  readonly isInPlan: boolean;
  /** The newest first. */
  readonly repairs: readonly RepairView[];
}

/** What a policy would have done about one trouble. */
export interface RehearsedTrouble {
  readonly at: string;
  readonly fault: string;
  /** How long it was unwell; null while it still is. */
  readonly minutesDown: number | null;
  /** What would have been done first; null: nothing. */
  readonly rung: Rung | null;
  readonly reason: HoldReason | null;
  /** How much sooner it could have been well, if that had helped. */
  readonly minutesSaved: number;
  /** It was well again before anything would have been done. */
  readonly healedItself: boolean;
}

/** What a policy would have done in the last thirty days. Money is decimal dollars. */
export interface Rehearsal {
  readonly days: number;
  readonly troubles: readonly RehearsedTrouble[];
  readonly restarts: number;
  readonly rebuilds: number;
  readonly minutesDown: number;
  readonly minutesSaved: number;
  /** What the replacements could have cost more in a day, at most. */
  readonly atRiskPerDay: string;
}
