import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { LinePoint } from "@/lib/prices/types";
import type { BackTest, Firing } from "./types";

/** However often a price crosses the limit, nobody is told twice within this time. */
export const QUIET_MS = 6 * 3_600_000;

/** Whether an alert tells: the price is at or under the limit, it is armed, and quiet for long enough. */
export function shouldFire(
  price: Micros | null,
  alert: {
    readonly maxMicros: Micros;
    readonly isArmed: boolean;
    readonly lastFiredAt: Date | null;
  },
  now: Date,
): boolean {
  if (price === null || price > alert.maxMicros || !alert.isArmed) return false;
  return alert.lastFiredAt === null || now.getTime() - alert.lastFiredAt.getTime() >= QUIET_MS;
}

/**
 * Runs an alert over the steps of a price up to `until`: each point holds until the next one. By the
 * same rule that tells people: once told, it is armed again when the price has gone up, and a fall
 * within the quiet time is told of when that is over, if the price is still there.
 */
export function backTest(line: readonly LinePoint[], maxMicros: Micros, until: Date): BackTest {
  const firings: Firing[] = [];
  let isArmed = true;
  let lastFiredAt: Date | null = null;
  let lowest: Micros | null = null;
  line.forEach((point, at) => {
    const price = point.pricePerGpuHour === null ? null : microsFromDecimal(point.pricePerGpuHour);
    if (price !== null && (lowest === null || price < lowest)) lowest = price;
    if (price === null || price > maxMicros) isArmed = true;
    const quietUntil = lastFiredAt === null ? 0 : lastFiredAt.getTime() + QUIET_MS;
    const told = new Date(Math.max(Date.parse(point.at), quietUntil));
    const next = line[at + 1];
    if (told >= (next ? new Date(next.at) : until) && told.toISOString() !== point.at) return;
    if (!shouldFire(price, { maxMicros, isArmed, lastFiredAt }, told)) return;
    firings.push({ at: told.toISOString(), pricePerGpuHour: microsToDecimal(price ?? 0n) });
    lastFiredAt = told;
    isArmed = false;
  });
  return {
    firings,
    knownSince: line.find((point) => point.pricePerGpuHour !== null)?.at ?? null,
    lowest: lowest === null ? null : microsToDecimal(lowest),
    now: line.at(-1)?.pricePerGpuHour ?? null,
  };
}
