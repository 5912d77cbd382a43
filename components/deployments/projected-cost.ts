import type { DeploymentView } from "@/lib/deployments/types";
import { costOfDuration, type Micros, microsFromDecimal } from "@/lib/money";

type Projected = Pick<DeploymentView, "cost" | "lease" | "endedAt">;

export interface Projection {
  /** What it will have cost when its lease ends; null: nothing ends it, or nothing is charged. */
  readonly atLeaseEnd: Micros | null;
  /** What it will have cost at the end of the month in UTC, its lease counted. */
  readonly atMonthEnd: Micros;
}

/**
 * What a machine will have cost, going on as it is: at its rate of now until its lease ends, then at
 * what the lease leaves to be paid. `soFar` is counted up to `now`. Null where nothing is charged.
 * Pure.
 */
export function projectCost(view: Projected, soFar: Micros, now: Date): Projection | null {
  const rate = microsFromDecimal(view.cost.nowPerHour) ?? 0n;
  if (view.endedAt !== null || rate <= 0n || view.cost.isUnknown) return null;
  const monthEndMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const lease = view.lease && view.lease.endedAt === null ? view.lease : null;
  if (!lease) return { atLeaseEnd: null, atMonthEnd: soFar + until(rate, now, monthEndMs) };
  const endMs = leaseEndMs(lease, { rate, soFar, now });
  const runsToMs = Math.min(endMs, monthEndMs);
  const afterRate = lease.act === "stop" ? (microsFromDecimal(view.cost.stoppedPerHour) ?? 0n) : 0n;
  const after = costOfDuration(afterRate, Math.max(0, monthEndMs - runsToMs));
  return {
    atLeaseEnd: soFar + until(rate, now, endMs),
    atMonthEnd: soFar + until(rate, now, runsToMs) + after,
  };
}

type Lease = NonNullable<DeploymentView["lease"]>;

interface Course {
  readonly rate: Micros;
  readonly soFar: Micros;
  readonly now: Date;
}

/** When the lease ends it: at its time or once its spend is reached, whichever comes first. */
function leaseEndMs({ endsAt, spend }: Lease, { rate, soFar, now }: Course): number {
  const byTime = endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsAt);
  const limit = spend === null ? null : microsFromDecimal(spend);
  if (limit === null) return byTime;
  const leftMs = Number(((limit > soFar ? limit - soFar : 0n) * 3_600_000n) / rate);
  return Math.min(byTime, now.getTime() + leftMs);
}

function until(rate: Micros, now: Date, endMs: number): Micros {
  return costOfDuration(rate, Math.max(0, endMs - now.getTime()));
}
