import { costOfDuration, type Micros } from "@/lib/money";

const MS_PER_HOUR = 3_600_000n;

/** What decides how much a machine may still cost. */
export interface Reserving {
  /** What it costs an hour from now on; 0 for one that goes away. */
  readonly perHour: Micros;
  /** What it costs an hour once its lease has ended it. */
  readonly perHourAfterLease: Micros;
  readonly leaseEndsAt: Date | null;
  /** What its lease lets it spend from now on. */
  readonly leaseLeft: Micros | null;
}

/**
 * The most a machine may cost from `now` until the month ends: its rate up to the end of its lease,
 * by time or by spend, whichever comes first, and from there what it costs stopped. One without a
 * lease counts to the end of the month. Pure.
 */
export function reservationOf(machine: Reserving, { now, until }: MonthRest): Micros {
  const { perHour, perHourAfterLease, leaseEndsAt, leaseLeft } = machine;
  const restMs = Math.max(0, until.getTime() - now.getTime());
  const byTimeMs = leaseEndsAt
    ? Math.min(restMs, Math.max(0, leaseEndsAt.getTime() - now.getTime()))
    : restMs;
  const runsMs = Math.min(byTimeMs, msFor(leaseLeft, perHour));
  return costOfDuration(perHour, runsMs) + costOfDuration(perHourAfterLease, restMs - runsMs);
}

export interface MonthRest {
  readonly now: Date;
  /** The first moment of the next month. */
  readonly until: Date;
}

/** How long money lasts at a rate. */
function msFor(left: Micros | null, perHour: Micros): number {
  if (left === null || perHour <= 0n) return Number.POSITIVE_INFINITY;
  return left <= 0n ? 0 : Number((left * MS_PER_HOUR) / perHour);
}
