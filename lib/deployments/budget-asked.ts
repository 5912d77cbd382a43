import type { BudgetAsked } from "@/lib/budgets/require-budget";
import type { Reserving } from "@/lib/budgets/reservation";
import { costOf } from "@/lib/costs/meter";
import type { Tx } from "@/lib/db";
import type { LeaseColumns } from "@/lib/deployments/lease";
import type { Deployment } from "@/lib/generated/prisma/client";
import type { Micros } from "@/lib/money";

type Lease = Pick<LeaseColumns, "leaseEndsAt" | "leaseSpendMicros" | "leaseAct">;

interface Rates {
  readonly ratePerHourMicros: Micros;
  readonly stoppedPerHourMicros: Micros;
}

/** How a machine that is to run stands towards budgets; `soFar`: what it has cost by now. Pure. */
export function runningUnder(lease: Lease, rates: Rates, soFar: Micros): Reserving {
  const { leaseEndsAt, leaseSpendMicros, leaseAct } = lease;
  return {
    perHour: rates.ratePerHourMicros,
    perHourAfterLease: leaseAct === "stop" ? rates.stoppedPerHourMicros : 0n,
    leaseEndsAt,
    leaseLeft: leaseSpendMicros === null ? null : leaseSpendMicros - soFar,
  };
}

/** How a machine that stays stopped stands. Pure. */
function stopped({ stoppedPerHourMicros }: Rates): Reserving {
  return {
    perHour: stoppedPerHourMicros,
    perHourAfterLease: 0n,
    leaseEndsAt: null,
    leaseLeft: null,
  };
}

/** What starting a stopped machine asks of the budgets. */
export async function startAsked(tx: Tx, row: Deployment, now: Date): Promise<BudgetAsked> {
  const segments = await tx.usageSegment.findMany({ where: { deploymentId: row.id } });
  return {
    now,
    projectId: row.projectId,
    deploymentId: row.id,
    reserving: runningUnder(row, row, costOf(segments, now)),
    before: stopped(row),
  };
}
