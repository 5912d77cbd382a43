import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { type Growth, judgeDay, mostGrown, type PartDays } from "@/lib/costs/anomaly";
import { costUpTo } from "@/lib/costs/cost-in-sql";
import type { CostCell } from "@/lib/costs/fold-cells";
import { LAST_DAYS, wholeDaysOf } from "@/lib/costs/forecast";
import { readCells } from "@/lib/costs/read-cells";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { AnomalyView, GrownPart } from "@/lib/costs/types";
import { lastDaysIn } from "@/lib/costs/zone-days";
import { atOneMomentInTeam, sql, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { type Micros, microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import { shareReads } from "@/lib/share-reads";

/** Machines that a day's growth is looked for among: what the others cost could hardly have grown more. */
const DEAREST = 20;

/**
 * The day, of today so far and yesterday, that cost the team clearly more than is usual for it, and
 * what made it; `null` where both were usual. Days are those of the team's time zone; volumes are
 * left out.
 */
export async function readAnomaly(scope: TeamScope): Promise<AnomalyView | null> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return shared(teamId, () => anomalyOf(teamId));
}

const shared = shareReads<AnomalyView | null>();

/** The same for whoever works for all teams. */
export function anomalyOf(teamId: string): Promise<AnomalyView | null> {
  const now = clock.now();
  return atOneMomentInTeam(teamId, async (tx) => {
    const timeZone = await timeZoneOf(tx, teamId);
    const days = lastDaysIn(now, timeZone, LAST_DAYS + 2);
    const cuts = [...days.map(({ from }) => from), now];
    const cells = (await readCells(tx, teamId, { timeZone, cuts })).filter(
      ({ kind, place }) => kind !== "storage" && place > 0,
    );
    for (const place of [days.length, days.length - 1]) {
      const judged = judgePlace(cells, place);
      const day = days[place - 1]?.day;
      if (!judged || !day) continue;
      const machine = await grownMachine(tx, teamId, { cuts, ...judged.span });
      const { span: _span, ...view } = judged;
      return { ...view, machine, day, isToday: place === days.length };
    }
    return null;
  });
}

/** The days a day is compared with: from the first place up to the one before it. */
interface Span {
  readonly first: number;
  readonly place: number;
}

interface Judged extends Omit<AnomalyView, "day" | "isToday" | "machine"> {
  readonly span: Span;
}

/** Whether the day at a place is an anomaly among those before it. Pure. */
function judgePlace(cells: readonly CostCell[], place: number): Judged | null {
  const sums = Array.from({ length: place }, () => 0n);
  for (const cell of cells) {
    if (cell.place <= place) sums[cell.place - 1] = (sums[cell.place - 1] ?? 0n) + cell.micros;
  }
  const before = wholeDaysOf(sums.slice(0, -1)).slice(-LAST_DAYS);
  const anomaly = judgeDay(sums.at(-1) ?? 0n, before);
  if (!anomaly) return null;
  const span = { first: place - before.length, place };
  const grown = (idOf: (cell: CostCell) => string, nameOf: (id: string) => string) =>
    toPart(mostGrown(partDays(cells, span, idOf), before.length), nameOf);
  return {
    span,
    spent: microsToDecimal(anomaly.spent),
    usual: microsToDecimal(anomaly.usual),
    model: grown(
      ({ model }) => model,
      (id) => findGpu(id)?.name ?? id,
    ),
    provider: grown(
      ({ providerId }) => providerId,
      (id) => findProviderMeta(id)?.name ?? id,
    ),
  };
}

function toPart(grown: Growth | null, nameOf: (id: string) => string): GrownPart | null {
  if (!grown) return null;
  return { id: grown.id, name: nameOf(grown.id), more: microsToDecimal(grown.micros) };
}

function partDays<Cost extends { readonly place: number; readonly micros: Micros }>(
  costs: readonly Cost[],
  { first, place: last }: Span,
  idOf: (cost: Cost) => string,
): PartDays[] {
  const within = costs.filter(({ place }) => place >= first && place <= last);
  return [...Map.groupBy(within, idOf)].map(([id, own]) => {
    const days = new Map<number, Micros>();
    for (const { place, micros } of own) days.set(place, (days.get(place) ?? 0n) + micros);
    const spent = days.get(last) ?? 0n;
    days.delete(last);
    return { id, spent, before: [...days.values()] };
  });
}

/** The machine of a dear day that grew most over its own usual day. */
async function grownMachine(
  tx: Tx,
  teamId: string,
  { cuts, first, place }: Span & { readonly cuts: readonly Date[] },
): Promise<GrownPart | null> {
  const day = cuts.slice(place - 1, place + 1);
  const dearest = (await readMachineDays(tx, { teamId, cuts: day, only: null }))
    .toSorted((a, b) => (a.micros < b.micros ? 1 : -1))
    .slice(0, DEAREST);
  const only = dearest.map(({ deploymentId }) => deploymentId);
  const costs = await readMachineDays(tx, { teamId, cuts: cuts.slice(first - 1, place + 1), only });
  const span = { first: 1, place: place - first + 1 };
  const names = new Map(costs.map(({ deploymentId, machine }) => [deploymentId, machine]));
  const grown = mostGrown(
    partDays(costs, span, ({ deploymentId }) => deploymentId),
    place - first,
  );
  return toPart(grown, (id) => names.get(id) ?? id);
}

/** What one machine cost on one of the days. */
interface MachineDay {
  /** Of the day, counted from 1. */
  readonly place: number;
  readonly deploymentId: string;
  readonly machine: string;
  readonly micros: Micros;
}

interface MachineDays {
  readonly teamId: string;
  /** Where the days begin; the last is the end. */
  readonly cuts: readonly Date[];
  /** The machines asked for; `null`: all. */
  readonly only: readonly string[] | null;
}

function readMachineDays(tx: Tx, { teamId, cuts, only }: MachineDays): Promise<MachineDay[]> {
  const [first, end] = [cuts[0], cuts.at(-1)];
  const last = cuts.length - 1;
  const until = sql`LEAST(COALESCE(s.to_at, ${end}::timestamptz), cut.list[place + 1])`;
  const since = sql`LEAST(s.to_at, cut.list[place])`;
  const isAsked = only ? sql`s.deployment_id = ANY(${[...only]})` : sql`TRUE`;
  return tx.$queryRaw<MachineDay[]>`
    WITH cut AS (SELECT ${cuts}::timestamptz[] AS list),
    spent AS (
      SELECT s.deployment_id, place, sum(${costUpTo(sql`s`, until)}
        - CASE WHEN s.from_at >= cut.list[place] THEN 0 ELSE ${costUpTo(sql`s`, since)} END)::bigint
        AS micros
      FROM cut, usage_segment s, generate_series(
        GREATEST(width_bucket(s.from_at, cut.list), 1),
        LEAST(width_bucket(COALESCE(s.to_at, ${end}), cut.list), ${last}::int)) AS place
      WHERE s.team_id = ${teamId} AND s.from_at < ${end} AND ${isAsked}
        AND (s.to_at IS NULL OR s.to_at > ${first})
      GROUP BY s.deployment_id, place)
    SELECT place, spent.deployment_id AS "deploymentId", d.name AS machine, micros
    FROM spent JOIN deployment d ON d.id = spent.deployment_id
    WHERE micros > 0`;
}
