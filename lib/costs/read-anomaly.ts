import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { type Growth, judgeDay, mostGrown, type PartDays } from "@/lib/costs/anomaly";
import { costUpTo } from "@/lib/costs/cost-in-sql";
import { LAST_DAYS, wholeDaysOf } from "@/lib/costs/forecast";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { AnomalyView, GrownPart } from "@/lib/costs/types";
import { lastDaysIn } from "@/lib/costs/zone-days";
import { inTeam, sql, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { type Micros, microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

/** What one machine cost on one of the days. */
export interface MachineDay {
  /** Of the day, counted from 1. */
  readonly place: number;
  readonly deploymentId: string;
  readonly machine: string;
  readonly model: string;
  readonly providerId: string;
  readonly micros: Micros;
}

/**
 * The day, of today so far and yesterday, that cost the team clearly more than is usual for it, and
 * what made it; `null` where both were usual. Days are those of the team's time zone.
 */
export async function readAnomaly(scope: TeamScope): Promise<AnomalyView | null> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const days = lastDaysIn(now, await timeZoneOf(tx, teamId), LAST_DAYS + 2);
    const costs = await readMachineDays(tx, teamId, [...days.map(({ from }) => from), now]);
    for (const place of [days.length, days.length - 1]) {
      const view = anomalyAt(costs, place);
      const day = days[place - 1]?.day;
      if (view && day) return { ...view, day, isToday: place === days.length };
    }
    return null;
  });
}

/** Whether the day at a place is an anomaly among those before it. Pure. */
export function anomalyAt(
  costs: readonly MachineDay[],
  place: number,
): Omit<AnomalyView, "day" | "isToday"> | null {
  const sums = Array.from({ length: place }, () => 0n);
  for (const cost of costs) {
    if (cost.place <= place) sums[cost.place - 1] = (sums[cost.place - 1] ?? 0n) + cost.micros;
  }
  const before = wholeDaysOf(sums.slice(0, -1)).slice(-LAST_DAYS);
  const anomaly = judgeDay(sums.at(-1) ?? 0n, before);
  if (!anomaly) return null;
  const first = place - before.length;
  const grown = (idOf: (cost: MachineDay) => string, nameOf: (id: string) => string) =>
    toPart(mostGrown(partDays(costs, { first, place }, idOf), before.length), nameOf);
  const machines = new Map(costs.map(({ deploymentId, machine }) => [deploymentId, machine]));
  return {
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
    machine: grown(
      ({ deploymentId }) => deploymentId,
      (id) => machines.get(id) ?? id,
    ),
  };
}

function toPart(grown: Growth | null, nameOf: (id: string) => string): GrownPart | null {
  if (!grown) return null;
  return { id: grown.id, name: nameOf(grown.id), more: microsToDecimal(grown.micros) };
}

function partDays(
  costs: readonly MachineDay[],
  span: { readonly first: number; readonly place: number },
  idOf: (cost: MachineDay) => string,
): PartDays[] {
  const within = costs.filter(({ place }) => place >= span.first && place <= span.place);
  return [...Map.groupBy(within, idOf)].map(([id, own]) => {
    const days = new Map<number, Micros>();
    for (const { place, micros } of own) days.set(place, (days.get(place) ?? 0n) + micros);
    const spent = days.get(span.place) ?? 0n;
    days.delete(span.place);
    return { id, spent, before: [...days.values()] };
  });
}

/** The days begin at `cuts`; the last of them is the moment up to which today counts. */
function readMachineDays(tx: Tx, teamId: string, cuts: readonly Date[]): Promise<MachineDay[]> {
  const [first, now] = [cuts[0], cuts.at(-1)];
  const last = cuts.length - 1;
  const untilCut = costUpTo(sql`s`, sql`LEAST(s.to_at, cut.list[place + 1])`);
  const sinceCut = costUpTo(sql`s`, sql`LEAST(s.to_at, cut.list[place])`);
  return tx.$queryRaw<MachineDay[]>`
    WITH cut AS (SELECT ${cuts}::timestamptz[] AS list),
    spent AS (
      SELECT s.deployment_id, place, sum(${untilCut}
        - CASE WHEN s.from_at >= cut.list[place] THEN 0 ELSE ${sinceCut} END)::bigint AS micros
      FROM cut, usage_segment s, generate_series(
        GREATEST(width_bucket(s.from_at, cut.list), 1),
        LEAST(width_bucket(COALESCE(s.to_at, ${now}), cut.list), ${last}::int)) AS place
      WHERE s.team_id = ${teamId} AND s.from_at < ${now}
        AND (s.to_at IS NULL OR s.to_at > ${first})
      GROUP BY s.deployment_id, place)
    SELECT place, spent.deployment_id AS "deploymentId", d.name AS machine,
      COALESCE(d.gpu_model, d.gpu_spelling) AS model, d.provider_id AS "providerId", micros
    FROM spent JOIN deployment d ON d.id = spent.deployment_id
    WHERE micros > 0`;
}
