const MINUTE_MS = 60_000;
const MOST_MINUTES = 30;
/** Well for so long, a machine's next trouble is a first one again. */
const FORGOTTEN_MS = 60 * MINUTE_MS;
const SPREAD = 0.2;

/** One repair that was made. */
export interface EndedRepair {
  readonly openedAt: Date;
  readonly endedAt: Date;
}

/** How many repairs came right after one another up to `now`; the newest first. Pure. */
export function inARow(ended: readonly EndedRepair[], now: Date): number {
  let until = now;
  let count = 0;
  for (const { openedAt, endedAt } of ended) {
    if (until.getTime() - endedAt.getTime() >= FORGOTTEN_MS) return count;
    until = openedAt;
    count += 1;
  }
  return count;
}

/**
 * How long to leave a machine alone after so many repairs in a row: 0, 1, 2, 4 up to 30 minutes,
 * give or take a fifth (RELIABILITY 4). `chance` is from 0 to 1. Pure.
 */
export function backOffMs(repairs: number, chance: number): number {
  if (repairs === 0) return 0;
  const minutes = Math.min(MOST_MINUTES, 2 ** (repairs - 1));
  return minutes * MINUTE_MS * (1 + SPREAD * (2 * chance - 1));
}
