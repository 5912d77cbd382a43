/** Twice what may lie between two looks of the slowest sweep, in any world. */
const BLIND_MS = 20 * 60_000;

/** What was last looked at before this time has been out of sight. Pure. */
export function blindBefore(now: Date): Date {
  return new Date(now.getTime() - BLIND_MS);
}

/**
 * Whether so much time has passed since something was last looked at, or was due, that things may
 * have happened of which our records know nothing: no worker ran, or the database was restored from
 * a backup. Pure.
 */
export function wasBlindSince(at: Date, now: Date): boolean {
  return at < blindBefore(now);
}
