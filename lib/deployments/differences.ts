import type { Status, Wish } from "@/lib/deployments/states";
import type { Micros } from "@/lib/money";

const NOT_ASKED_MS = 5 * 60_000;

/** Where what is wanted, what the provider says and what is billed do not agree. */
export const differences = [
  "wanted-running-told-stopped",
  "wanted-running-told-gone",
  "wanted-running-told-failed",
  "wanted-stopped-told-running",
  "wanted-gone-told-there",
  "gone-yet-billed",
  "stopped-yet-billed",
  "dearer-than-quoted",
  "not-asked-lately",
] as const;
export type Difference = (typeof differences)[number];

export interface Truth {
  readonly desired: Wish;
  readonly status: Status;
  /** What the provider last said, and when; `null`: it was not asked yet. */
  readonly told: { readonly status: string; readonly at: Date } | null;
  readonly nowPerHourMicros: Micros;
  /** Charged more than was quoted, disk counted. */
  readonly isDearer: boolean;
  /** Something is on its way, which explains a difference for now. */
  readonly isMoving: boolean;
  readonly isOver: boolean;
}

/** The differences of a machine at a moment, the gravest first. Pure. */
export function differencesOf(truth: Truth, now: Date): Difference[] {
  const { told, isMoving, isOver, isDearer } = truth;
  const found: Difference[] = [];
  if (isOver) return truth.nowPerHourMicros > 0n ? ["gone-yet-billed"] : [];
  const apart = isMoving ? null : wantedAgainstTold(truth);
  if (apart) found.push(apart);
  const isGone = told?.status === "gone" || told?.status === "terminated";
  if (isGone && truth.nowPerHourMicros > 0n) found.push("gone-yet-billed");
  if (truth.status === "stopped" && truth.nowPerHourMicros > 0n) found.push("stopped-yet-billed");
  if (isDearer) found.push("dearer-than-quoted");
  if (told && now.getTime() - told.at.getTime() > NOT_ASKED_MS && !isMoving) {
    found.push("not-asked-lately");
  }
  return found;
}

function wantedAgainstTold({ desired, told }: Truth): Difference | null {
  if (!told) return null;
  const isGone = told.status === "gone" || told.status === "terminated";
  switch (desired) {
    case "running":
      if (isGone) return "wanted-running-told-gone";
      if (told.status === "failed") return "wanted-running-told-failed";
      return told.status === "stopped" ? "wanted-running-told-stopped" : null;
    case "stopped":
      return told.status === "running" ? "wanted-stopped-told-running" : null;
    case "deleted":
      return isGone || told.status === "terminating" ? null : "wanted-gone-told-there";
    default:
      return desired satisfies never;
  }
}
