import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { costUpTo } from "@/lib/costs/cost-in-sql";
import {
  type CostCell,
  CUT_DAYS,
  firstPlaceOf,
  partsSince,
  sumByDay,
  sumSince,
} from "@/lib/costs/fold-cells";
import { forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { CostParts, CostPeriod, CostsView } from "@/lib/costs/types";
import { lastDaysIn, restOfMonth } from "@/lib/costs/zone-days";
import { inTeam, sql, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

/**
 * What the team's machines cost, in all and by day, model, provider and project, cut in the team's
 * time zone. All of it is added up from the same cells, so that parts and wholes agree to the micro.
 */
export async function readCosts(scope: TeamScope): Promise<CostsView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const timeZone = await timeZoneOf(tx, teamId);
    const days = lastDaysIn(now, timeZone, CUT_DAYS);
    const cuts = [...days.map(({ from }) => from), now];
    const cells = await readCells(tx, teamId, cuts);
    const perHour = await readPerHour(tx, teamId);
    const projects = await projectNames(tx, teamId);
    const partsOf = (period: CostPeriod): CostParts => {
      const place = firstPlaceOf(period, days);
      const parts = (idOf: (cell: CostCell) => string, nameOf: (id: string) => string) =>
        partsSince(cells, place, idOf).map(({ id, micros }) => ({
          id,
          name: nameOf(id),
          amount: microsToDecimal(micros),
        }));
      return {
        models: parts(
          ({ model }) => model,
          (id) => findGpu(id)?.name ?? id,
        ),
        providers: parts(
          ({ providerId }) => providerId,
          (id) => findProviderMeta(id)?.name ?? id,
        ),
        projects: parts(
          ({ projectId }) => projectId,
          (id) => projects.get(id) ?? id,
        ),
      };
    };
    const byDay = sumByDay(cells, days);
    const totalOf = (period: CostPeriod) =>
      microsToDecimal(sumSince(cells, firstPlaceOf(period, days)));
    return {
      timeZone,
      perHour: microsToDecimal(perHour),
      totals: eachPeriod(totalOf),
      forecast: microsToDecimal(
        forecastMonth({
          spent: sumSince(cells, firstPlaceOf("month", days)),
          perHour,
          wholeDays: wholeDaysOf(byDay.slice(0, -1).map(({ micros }) => micros)),
          ...restOfMonth(now, timeZone),
        }),
      ),
      days: byDay.map(({ day, micros }) => ({
        day,
        amount: microsToDecimal(micros),
      })),
      parts: eachPeriod(partsOf),
    };
  });
}

function eachPeriod<T>(read: (period: CostPeriod) => T): Readonly<Record<CostPeriod, T>> {
  return {
    today: read("today"),
    week: read("week"),
    month: read("month"),
    days: read("days"),
    all: read("all"),
  };
}

async function projectNames(tx: Tx, teamId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.project.findMany({ where: { teamId }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function readPerHour(tx: Tx, teamId: string): Promise<bigint> {
  const { _sum } = await tx.usageSegment.aggregate({
    where: { teamId, toAt: null },
    _sum: { ratePerHourMicros: true },
  });
  return _sum.ratePerHourMicros ?? 0n;
}

/**
 * A stretch costs on each day what it has cost by the day's end less what it had cost by its
 * beginning, so that the days of a stretch add up to its own cost.
 */
function readCells(tx: Tx, teamId: string, cuts: readonly Date[]): Promise<CostCell[]> {
  const last = cuts.length - 1;
  const now = cuts[last];
  const untilCut = costUpTo(sql`s`, sql`LEAST(s.to_at, cut.list[place + 1])`);
  const sinceCut = costUpTo(sql`s`, sql`LEAST(s.to_at, cut.list[place])`);
  return tx.$queryRaw<CostCell[]>`
    WITH cut AS (SELECT ${cuts}::timestamptz[] AS list),
    spent AS (
      SELECT s.deployment_id, s.project_id, place, sum(${untilCut}
        - CASE WHEN place = 0 OR s.from_at >= cut.list[place] THEN 0 ELSE ${sinceCut} END) AS micros
      FROM cut, usage_segment s, generate_series(
        width_bucket(s.from_at, cut.list),
        LEAST(width_bucket(COALESCE(s.to_at, ${now}), cut.list), ${last}::int)) AS place
      WHERE s.team_id = ${teamId} AND s.from_at < ${now}
      GROUP BY s.deployment_id, s.project_id, place)
    SELECT spent.place, COALESCE(d.gpu_model, d.gpu_spelling) AS model,
      d.provider_id AS "providerId", spent.project_id AS "projectId", sum(spent.micros)::bigint AS micros
    FROM spent JOIN deployment d ON d.id = spent.deployment_id
    GROUP BY 1, 2, 3, 4`;
}
