import { costOfDuration, type Micros } from "@/lib/money";

/** How a provider counts a run that is over. */
export interface RunCount {
  /** What its meter counts in. */
  readonly unitSeconds: number;
  /** What it bills at least. */
  readonly leastMinutes: number;
}

/** Until when use that began at `from` and was over at `at` is paid. Pure. */
export function paidUntil(from: Date, at: Date, { unitSeconds, leastMinutes }: RunCount): Date {
  const leastMs = from.getTime() + leastMinutes * 60_000;
  return endOfStartedUnit(from, new Date(Math.max(at.getTime(), leastMs)), unitSeconds);
}

/** When the unit ends, counted from `from`, that is running at `at`: it is paid in full. Pure. */
export function endOfStartedUnit(from: Date, at: Date, unitSeconds: number): Date {
  const unitMs = unitSeconds * 1000;
  const units = Math.ceil((at.getTime() - from.getTime()) / unitMs);
  return new Date(from.getTime() + units * unitMs);
}

/** The most that stretches of use may differ by because each is billed in started units. Pure. */
export function worthOfUnits(
  stretches: readonly { readonly ratePerHourMicros: Micros }[],
  unitSeconds: number,
): Micros {
  return stretches.reduce(
    (sum, { ratePerHourMicros }) => sum + costOfDuration(ratePerHourMicros, unitSeconds * 1000),
    0n,
  );
}
