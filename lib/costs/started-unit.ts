import { costOfDuration, type Micros } from "@/lib/money";

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
