/** What can be done about a machine that is unwell, the mildest first. */
export const rungs = [
  "restart-workload",
  "reboot",
  "same-region",
  "other-region",
  "other-provider",
] as const;
export type Rung = (typeof rungs)[number];

/** Whether `one` goes further than `other`. */
export function isBeyond(one: Rung, other: Rung): boolean {
  return rungs.indexOf(one) > rungs.indexOf(other);
}

/** The rungs that make the machine anew. */
export function isRebuild(rung: Rung): boolean {
  return isBeyond(rung, "reboot");
}

export const repairStates = [
  "open",
  "blocked",
  "succeeded",
  "exhausted",
  "superseded",
  "over",
] as const;
export type RepairState = (typeof repairStates)[number];

/** Why nothing is done, or nothing more; each is a sentence under `repair.reasons`. */
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
  /** Where it was made anew; null where it was not. */
  readonly place: string | null;
  readonly perHour: string | null;
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
