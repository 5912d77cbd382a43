import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { LinePoint } from "@/lib/prices/types";
import type { BackTest, Firing } from "./types";

/** However often a price crosses the limit, nobody is told twice within this time. */
export const QUIET_MS = 6 * 3_600_000;

/** Whether an alert tells: the price is at or under the limit now and was not before. */
export function shouldFire(
  price: Micros | null,
  alert: {
    readonly maxMicros: Micros;
    readonly wasBelow: boolean;
    readonly lastFiredAt: Date | null;
  },
  now: Date,
): boolean {
  if (price === null || price > alert.maxMicros || alert.wasBelow) return false;
  return alert.lastFiredAt === null || now.getTime() - alert.lastFiredAt.getTime() >= QUIET_MS;
}

/**
 * Runs an alert over the steps of a price: each point holds until the next one. By the same rule
 * that tells people.
 */
export function backTest(line: readonly LinePoint[], maxMicros: Micros): BackTest {
  const firings: Firing[] = [];
  let wasBelow = false;
  let lastFiredAt: Date | null = null;
  let lowest: Micros | null = null;
  for (const point of line) {
    const at = new Date(point.at);
    const price = point.pricePerGpuHour === null ? null : microsFromDecimal(point.pricePerGpuHour);
    if (price !== null && (lowest === null || price < lowest)) lowest = price;
    if (shouldFire(price, { maxMicros, wasBelow, lastFiredAt }, at)) {
      firings.push({ at: point.at, pricePerGpuHour: microsToDecimal(price ?? 0n) });
      lastFiredAt = at;
    }
    wasBelow = price !== null && price <= maxMicros;
  }
  return {
    firings,
    knownSince: line.find((point) => point.pricePerGpuHour !== null)?.at ?? null,
    lowest: lowest === null ? null : microsToDecimal(lowest),
    now: line.at(-1)?.pricePerGpuHour ?? null,
  };
}
