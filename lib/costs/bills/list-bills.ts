import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { type Compared, causeOf } from "@/lib/costs/bills/cause";
import { type BillsQuery, placeAfterBill } from "@/lib/costs/bills/query";
import type { BillRow, BillsPage, BillTotals } from "@/lib/costs/bills/types";
import { costUpTo } from "@/lib/costs/cost-in-sql";
import { inTeam, sql, type Tx } from "@/lib/db";
import { microsToDecimal } from "@/lib/money";
import { getProvider } from "@/lib/providers/registry";

interface MachineRow {
  readonly id: string;
  readonly name: string;
  readonly instanceId: string | null;
  readonly providerId: string;
  readonly account: string;
  readonly createdAt: Date;
  readonly perHour: bigint;
  readonly at: Date | null;
  readonly counted: bigint | null;
  readonly billed: bigint | null;
  readonly unit: bigint | null;
  readonly countedNow: bigint;
  readonly isOpen: boolean;
  readonly lastAt: Date | null;
}

/**
 * A page of the team's machines that have cost something, the newest first: what we counted, what
 * the provider billed, the difference and its cause, with the sums of all that was compared.
 */
export async function listBills(
  scope: TeamScope,
  query: BillsQuery,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<BillsPage> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return inTeam(teamId, async (tx) => {
    const rows = await readRows(tx, teamId, { query, now, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      totals: await readTotals(tx, teamId),
      rows: shown.map(toView),
      next: last && rows.length > limit ? placeAfterBill(last) : null,
    };
  });
}

/** The ledger is added up for the machines of the page alone. */
function readRows(
  tx: Tx,
  teamId: string,
  asked: { readonly query: BillsQuery; readonly now: Date; readonly limit: number },
): Promise<MachineRow[]> {
  const { query, now, limit } = asked;
  const { after, list } = query;
  const isAfter = after ? sql`(d.created_at, d.id) < (${after.createdAt}, ${after.id})` : sql`TRUE`;
  const isMeant =
    list === "different" ? sql`d.compared_billed_micros <> d.compared_counted_micros` : sql`TRUE`;
  return tx.$queryRaw<MachineRow[]>`
    WITH page AS (
      SELECT d.* FROM deployment d
      WHERE d.team_id = ${teamId} AND d.created_at <= ${now} AND ${isAfter} AND ${isMeant}
        AND EXISTS (SELECT 1 FROM usage_segment s WHERE s.deployment_id = d.id)
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}
    )
    SELECT d.id, d.name, d.provider_instance_id AS "instanceId", d.provider_id AS "providerId",
      k.name AS account, d.created_at AS "createdAt", d.rate_per_hour_micros AS "perHour",
      d.compared_at AS at, d.compared_counted_micros AS counted,
      d.compared_billed_micros AS billed, d.compared_unit_micros AS unit,
      used.counted AS "countedNow", used.is_open AS "isOpen", used.last_at AS "lastAt"
    FROM page d JOIN provider_key k ON k.id = d.provider_key_id, LATERAL (
      SELECT coalesce(sum(${costUpTo(sql`s`, sql`coalesce(s.to_at, ${now})`)}), 0)::bigint AS counted,
        bool_or(s.to_at IS NULL) AS is_open, max(s.to_at) AS last_at
      FROM usage_segment s WHERE s.deployment_id = d.id
    ) used
    ORDER BY d.created_at DESC, d.id DESC`;
}

async function readTotals(tx: Tx, teamId: string): Promise<BillTotals> {
  const { _count, _sum } = await tx.deployment.aggregate({
    where: { teamId, comparedAt: { not: null } },
    _count: true,
    _sum: { comparedCountedMicros: true, comparedBilledMicros: true },
  });
  const counted = _sum.comparedCountedMicros ?? 0n;
  const billed = _sum.comparedBilledMicros ?? 0n;
  return {
    machines: _count,
    counted: microsToDecimal(counted),
    billed: microsToDecimal(billed),
    difference: microsToDecimal(billed - counted),
  };
}

function toView(row: MachineRow): BillRow {
  const { meta, instances } = getProvider(row.providerId);
  const compared = comparedOf(row);
  return {
    deploymentId: row.id,
    machine: row.name,
    instanceId: row.instanceId,
    provider: meta.name,
    account: row.account,
    comparedAt: compared?.at.toISOString() ?? null,
    counted: microsToDecimal(compared?.counted ?? row.countedNow),
    billed: compared && microsToDecimal(compared.billed),
    difference: compared && microsToDecimal(compared.billed - compared.counted),
    cause: causeOf({
      isTold: instances?.billed !== undefined,
      compared,
      endedAt: row.isOpen ? null : row.lastAt,
      perHour: row.perHour,
    }),
    unitSeconds: meta.capabilities?.billingUnitSeconds ?? 1,
  };
}

function comparedOf({ at, counted, billed, unit }: MachineRow): Compared | null {
  if (at === null || counted === null || billed === null) return null;
  return { at, counted, billed, unit: unit ?? 0n };
}
