import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { billedPerHour } from "@/lib/costs/billed-per-hour";
import {
  type CostCell,
  CUT_DAYS,
  firstPlaceOf,
  partsSince,
  sumByDay,
  sumSince,
} from "@/lib/costs/fold-cells";
import { basisOf, forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { readCells } from "@/lib/costs/read-cells";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { CostParts, CostPeriod, CostsView } from "@/lib/costs/types";
import { lastDaysIn, restOfMonth } from "@/lib/costs/zone-days";
import { atOneMomentInTeam, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import { shareReads } from "@/lib/share-reads";

/**
 * What the team's machines and volumes cost, in all, by day and by part, cut in the team's time zone. All of it is added up from the same cells, so that parts and wholes agree to the micro.
 */
export async function readCosts(scope: TeamScope): Promise<CostsView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return shared(teamId, () => readOf(teamId));
}

const shared = shareReads<CostsView>();

function readOf(teamId: string): Promise<CostsView> {
  const now = clock.now();
  return atOneMomentInTeam(teamId, async (tx) => {
    const timeZone = await timeZoneOf(tx, teamId);
    const days = lastDaysIn(now, timeZone, CUT_DAYS);
    const cuts = [...days.map(({ from }) => from), now];
    const cells = await readCells(tx, teamId, { timeZone, cuts });
    const perHour = await billedPerHour(tx, teamId);
    const projects = await projectNames(tx, teamId);
    const templates = await templateNames(tx, teamId);
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
        templates: parts(
          ({ templateId }) => templateId,
          (id) => templates.get(id) ?? "",
        ),
        kinds: parts(
          ({ kind }) => kind,
          () => "",
        ),
      };
    };
    const byDay = sumByDay(cells, days);
    const wholeDays = wholeDaysOf(byDay.slice(0, -1).map(({ micros }) => micros));
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
          wholeDays,
          ...restOfMonth(now, timeZone),
        }),
      ),
      forecastDays: basisOf(wholeDays),
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

async function templateNames(tx: Tx, teamId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.template.findMany({ where: { teamId }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
