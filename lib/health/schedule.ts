import { createHash } from "node:crypto";

export const ROUND_MS = 60_000;
/** From start to start, while something is wrong. */
export const SUSPECT_MS = 15_000;
/** A second try, and each one while something is wrong, is that short: such a round takes ten seconds. */
export const SHORT_MS = 5_000;
/** Between looks inside, while nothing is wrong. */
export const GPU_MS = 300_000;

const SPREAD = 0.1;

/** A machine's own place in the interval, from its id: a thousand made at once are not asked at once. */
export function firstRun(id: string, now: Date, intervalMs: number): Date {
  const part = createHash("sha256").update(id).digest().readUInt32BE(0) / 2 ** 32;
  return new Date(now.getTime() + intervalMs * part);
}

/**
 * When the next round is due: an interval after the last was, give or take a tenth, so that no two
 * machines stay in step. A round that is late already is not made up for. `chance` is from 0 to 1.
 */
export function nextRun(
  due: Date,
  now: Date,
  { intervalMs, chance }: { readonly intervalMs: number; readonly chance: number },
): Date {
  const step = intervalMs * (1 + SPREAD * (2 * chance - 1));
  const next = due.getTime() + step;
  return new Date(next > now.getTime() ? next : now.getTime() + step);
}
