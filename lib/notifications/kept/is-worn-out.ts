const MOST_FAILURES = 20;
const LEAST_MS = 3_600_000;

export interface Failing {
  /** Failed tries in a row. */
  readonly failures: number;
  readonly since: Date;
}

/** Whether a channel has failed so often, and for so long, that it is no hiccup. Pure. */
export function isWornOut({ failures, since }: Failing, now: Date): boolean {
  return failures >= MOST_FAILURES && now.getTime() - since.getTime() >= LEAST_MS;
}
