import type { Month } from "@/lib/budgets/month";
import { type Reserving, reservationOf } from "@/lib/budgets/reservation";
import type { Covering } from "@/lib/budgets/schema";
import { costUpTo } from "@/lib/costs/cost-in-sql";
import { sql, type Tx } from "@/lib/db";
import { costOfDuration, type Micros } from "@/lib/money";

/** What a budget covers. */
export interface Covered {
  readonly covers: Covering;
  readonly coveredId: string;
}

/** What something has cost this month, and what may still be added until the month ends. */
export interface Spending {
  readonly spent: Micros;
  readonly reserved: Micros;
}

interface MachineRow {
  readonly id: string;
  readonly projectId: string;
  readonly desired: string;
  readonly status: string;
  readonly ended: boolean;
  readonly rate: Micros;
  readonly stoppedRate: Micros;
  readonly openRate: Micros;
  readonly leaseEndsAt: Date | null;
  readonly leaseSpend: Micros | null;
  readonly leaseAct: string | null;
  readonly spent: Micros;
  readonly spentEver: Micros;
}

/** A team's month, machine by machine, with what its volumes cost. */
export interface TeamMonth {
  readonly month: Month;
  readonly now: Date;
  readonly machines: readonly MachineRow[];
  readonly storage: Spending & { readonly perHour: Micros };
}

/**
 * Reads what each machine of a team has cost this month and what decides how much it may still cost,
 * to the micro, from the ledger itself: in one statement, so that all of it is of one moment.
 */
export async function readTeamMonth(
  tx: Tx,
  teamId: string,
  { month, now }: Pick<TeamMonth, "month" | "now">,
): Promise<TeamMonth> {
  const { from } = month;
  const soFar = costUpTo(sql`s`, sql`COALESCE(s.to_at, ${now}::timestamptz)`);
  const before = sql`CASE WHEN s.from_at >= ${from} THEN 0 ELSE ${costUpTo(sql`s`, sql`LEAST(s.to_at, ${from}::timestamptz)`)} END`;
  const isOfMonth = sql`(s.to_at IS NULL OR s.to_at > ${from})`;
  const machines = await tx.$queryRaw<MachineRow[]>`
    SELECT d.id, d.project_id AS "projectId", d.desired, d.status, d.ended_at IS NOT NULL AS ended,
      d.rate_per_hour_micros AS rate, d.stopped_per_hour_micros AS "stoppedRate",
      COALESCE(use.open_rate, 0)::bigint AS "openRate", d.lease_ends_at AS "leaseEndsAt",
      d.lease_spend_micros AS "leaseSpend", d.lease_act AS "leaseAct",
      COALESCE(use.spent, 0)::bigint AS spent,
      CASE WHEN d.lease_spend_micros IS NULL THEN 0 ELSE COALESCE((
        SELECT sum(${soFar}) FROM usage_segment s WHERE s.deployment_id = d.id), 0) END::bigint
        AS "spentEver"
    FROM deployment d LEFT JOIN (
      SELECT s.deployment_id, sum(${soFar} - ${before}) AS spent,
        sum(s.rate_per_hour_micros) FILTER (WHERE s.to_at IS NULL) AS open_rate
      FROM usage_segment s WHERE s.team_id = ${teamId} AND ${isOfMonth} GROUP BY 1) use
      ON use.deployment_id = d.id
    WHERE d.team_id = ${teamId} AND (d.ended_at IS NULL OR use.spent > 0)`;
  const [volumes] = await tx.$queryRaw<{ spent: Micros; openRate: Micros }[]>`
    SELECT COALESCE(sum(${soFar} - ${before}), 0)::bigint AS spent,
      COALESCE(sum(s.rate_per_hour_micros) FILTER (WHERE s.to_at IS NULL), 0)::bigint AS "openRate"
    FROM storage_segment s WHERE s.team_id = ${teamId} AND ${isOfMonth}`;
  const restMs = month.until.getTime() - now.getTime();
  return {
    month,
    now,
    machines,
    storage: {
      spent: volumes?.spent ?? 0n,
      reserved: costOfDuration(volumes?.openRate ?? 0n, restMs),
      perHour: volumes?.openRate ?? 0n,
    },
  };
}

/** How what a budget covers stands in a team's month. Volumes belong to the team alone. Pure. */
export function spendingOf({ machines, storage, ...at }: TeamMonth, covered: Covered): Spending {
  const { covers, coveredId } = covered;
  const own = machines.filter(
    ({ id, projectId }) =>
      covers === "team" || coveredId === (covers === "project" ? projectId : id),
  );
  const rest = { now: at.now, until: at.month.until };
  return own.reduce(
    (sum, machine) => ({
      spent: sum.spent + machine.spent,
      reserved: sum.reserved + reservationOf(reservingOf(machine), rest),
    }),
    covers === "team"
      ? { spent: storage.spent, reserved: storage.reserved }
      : { spent: 0n, reserved: 0n },
  );
}

/** What a machine that is there may still cost, by what is wanted of it. Pure. */
function reservingOf(row: MachineRow): Reserving {
  const perHour = perHourOf(row);
  const hasLease = row.leaseEndsAt !== null || row.leaseSpend !== null;
  return {
    perHour,
    perHourAfterLease: hasLease && row.leaseAct === "stop" && perHour > 0n ? row.stoppedRate : 0n,
    leaseEndsAt: row.leaseEndsAt,
    leaseLeft: row.leaseSpend === null ? null : row.leaseSpend - row.spentEver,
  };
}

function perHourOf({ ended, desired, status, ...rates }: MachineRow): Micros {
  if (ended || desired === "deleted") return 0n;
  if (status === "failed" || status === "lost") return rates.openRate;
  return desired === "stopped" ? rates.stoppedRate : rates.rate;
}
