/**
 * What ends a test, or a wait in one, that hangs. No test measures time (`npm run bench` does), so these
 * are long enough for a machine that is busy with much else.
 */
export const hangs = {
  /** A page, or a process, that is to show something. */
  waitMs: 90_000,
  testMs: 300_000,
  journeyMs: 900_000,
} as const;
