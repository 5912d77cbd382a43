import { DAY_MS } from "@/lib/history/days";
import { costOfDuration, type Micros } from "@/lib/money";

/** Why a machine's bill is or is not what we counted. */
export const billCauses = [
  "equal",
  "unit",
  "rounding",
  "late",
  "unknown",
  "not-compared",
  "not-told",
] as const;
export type BillCause = (typeof billCauses)[number];

/** A difference nobody can pay. */
const HALF_A_CENT = 5_000n;

export interface Compared {
  readonly at: Date;
  readonly counted: Micros;
  readonly billed: Micros;
  /** What the started units of the provider's meter may make of a difference. */
  readonly unit: Micros;
}

export interface BillFacts {
  /** The provider has a call that tells what a machine was billed. */
  readonly isTold: boolean;
  /** `null`: not yet. */
  readonly compared: Compared | null;
  /** When use ended; `null` while it goes on. */
  readonly endedAt: Date | null;
  readonly perHour: Micros;
}

/**
 * Names the cause of a difference, where the facts do: what started units explain, what is under
 * half a cent, and what a bill lacks that is still being written. All else is unknown. Pure.
 */
export function causeOf({ isTold, compared, endedAt, perHour }: BillFacts): BillCause {
  if (!isTold) return "not-told";
  if (!compared) return "not-compared";
  const { at, counted, billed, unit } = compared;
  const difference = billed - counted;
  const size = difference < 0n ? -difference : difference;
  if (size === 0n) return "equal";
  if (size <= unit) return "unit";
  if (size < HALF_A_CENT) return "rounding";
  const isYoung = endedAt === null || at.getTime() - endedAt.getTime() < DAY_MS;
  const isLate = difference < 0n && isYoung && size <= costOfDuration(perHour, DAY_MS);
  return isLate ? "late" : "unknown";
}
