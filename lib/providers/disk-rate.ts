import { divideHalfEven, type Micros } from "@/lib/money";

/** How providers turn a price per month into one per hour. */
export const HOURS_PER_MONTH = 730n;

/** What a disk costs per hour at a price per GB and month, rounded once. Client-safe. */
export function diskPerHourMicros(perGbMonth: Micros, gb: number): Micros {
  return divideHalfEven(perGbMonth * BigInt(Math.round(gb)), HOURS_PER_MONTH);
}
