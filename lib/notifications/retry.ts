const FIRST_MS = 15_000;
const LONGEST_MS = 3_600_000;
/** About a day and a half of trying. */
const MAX_ATTEMPTS = 40;

/** How long to wait after try number `attempt` (from 1), or `null` when it is time to give up. */
export function waitAfterTry(attempt: number): number | null {
  if (attempt >= MAX_ATTEMPTS) return null;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 12));
}
