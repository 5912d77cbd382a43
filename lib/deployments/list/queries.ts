import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { sumOfClosed } from "@/lib/costs/cost-in-sql";
import { inTeam, joinSql, sql, type Tx } from "@/lib/db";
import { type Alike, countFacets, type FacetCounts } from "@/lib/deployments/list/count-facets";
import {
  facetValue,
  listTables,
  narrowedBy,
  passesSearch,
  problemsInSql,
  sortValue,
} from "@/lib/deployments/list/list-in-sql";
import {
  type FacetName,
  type FacetValue,
  type ListFacets,
  type ListQuery,
  problems,
  writeListQuery,
} from "@/lib/deployments/list/schema";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import type { DeploymentView } from "@/lib/deployments/types";
import { findGpu } from "@/lib/gpus/catalog";
import { findProviderMeta } from "@/lib/providers/meta";
import { shareReads } from "@/lib/share-reads";

/** Which part of a list is asked for. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

export interface ListPage {
  /** How many rows the query has in all. */
  readonly total: number;
  readonly views: readonly DeploymentView[];
}

/**
 * One slice of the team's deployments in the order asked for. What the rows have cost is summed by
 * the database for this slice alone.
 */
export function listPage(scope: TeamScope, query: ListQuery, slice: Slice): Promise<ListPage> {
  const teamId = scope.team.id;
  const key = `${teamId} ${slice.offset} ${slice.limit} ${writeListQuery(query)}`;
  return sharedPages(key, () => readPage(teamId, query, slice));
}

const sharedPages = shareReads<ListPage>();

function readPage(teamId: string, query: ListQuery, slice: Slice): Promise<ListPage> {
  const now = clock.now();
  return inTeam(teamId, async (tx) => {
    const { total, ids } = await readIds(tx, teamId, { query, slice });
    if (ids.length === 0) return { total, views: [] };
    const rows = await tx.deployment.findMany({
      where: { id: { in: ids }, teamId },
      include: openRelations,
    });
    const closed = await readClosed(tx, ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const views = ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [toDeploymentView(row, now, closed.get(id) ?? 0n)] : [];
    });
    return { total, views };
  });
}

const openRelations = {
  ...viewRelations,
  segments: { ...viewRelations.segments, where: { toAt: null } },
} as const;

async function readIds(
  tx: Tx,
  teamId: string,
  { query, slice }: { readonly query: ListQuery; readonly slice: Slice },
): Promise<{ total: number; ids: string[] }> {
  const order =
    query.dir === "asc"
      ? sql`hit.value ASC NULLS LAST, hit.id ASC`
      : sql`hit.value DESC NULLS LAST, hit.id ASC`;
  const [found] = await tx.$queryRaw<{ total: number; ids: string[] }[]>`
    WITH hit AS MATERIALIZED (
      SELECT d.id, ${sortValue[query.sort]} AS value ${narrowedBy(teamId, query)}
    )
    SELECT (SELECT count(*) FROM hit)::int AS total, ARRAY(
      SELECT hit.id FROM hit ORDER BY ${order} LIMIT ${slice.limit} OFFSET ${slice.offset}
    ) AS ids`;
  return found ?? { total: 0, ids: [] };
}

async function readClosed(tx: Tx, ids: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await tx.$queryRaw<{ id: string; micros: bigint }[]>`
    SELECT s.deployment_id AS id, ${sumOfClosed(sql`s`)} AS micros FROM usage_segment s
    WHERE s.deployment_id = ANY(${[...ids]}) AND s.to_at IS NOT NULL GROUP BY s.deployment_id`;
  return new Map(rows.map(({ id, micros }) => [id, micros]));
}

/** How many rows each value of each filter would show, the others being as they are. */
export function listFacets(scope: TeamScope, query: ListQuery): Promise<ListFacets> {
  const teamId = scope.team.id;
  return sharedFacets(`${teamId} ${writeListQuery(query)}`, () => readFacets(teamId, query));
}

const sharedFacets = shareReads<ListFacets>();

function readFacets(teamId: string, query: ListQuery): Promise<ListFacets> {
  return inTeam(teamId, async (tx) => {
    const told = problems.map(
      (problem) => sql`CASE WHEN ${problemsInSql[problem]} THEN ${problem} END`,
    );
    const all = await tx.$queryRaw<Alike[]>`
      SELECT ${facetValue.state} AS state, ${facetValue.provider} AS provider,
        ${facetValue.gpu} AS gpu, ${facetValue.project} AS project,
        array_remove(ARRAY[${joinSql(told)}], NULL) AS problems,
        d.ended_at IS NOT NULL AS "isOver", count(*)::int AS count
      FROM ${listTables} WHERE d.team_id = ${teamId} AND ${passesSearch(query.q)}
      GROUP BY 1, 2, 3, 4, 5, 6`;
    const projects = await tx.project.findMany({ where: { teamId }, select: nameOnly });
    const names = new Map(projects.map(({ id, name }) => [id, name]));
    return toFacets(countFacets(all, query), names);
  });
}

const nameOnly = { id: true, name: true } as const;

function toFacets({ of, current, over }: FacetCounts, projects: ReadonlyMap<string, string>) {
  const values = (name: FacetName, labelOf: (value: string) => string | null): FacetValue[] =>
    [...of[name]]
      .map(([value, count]) => ({ value, label: labelOf(value), count }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  const unsaid = () => null;
  return {
    show: { current, over, all: current + over },
    state: values("state", unsaid),
    provider: values("provider", (id) => findProviderMeta(id)?.name ?? id),
    gpu: values("gpu", (id) => findGpu(id)?.name ?? id),
    project: values("project", (id) => projects.get(id) ?? id),
    problem: values("problem", unsaid).sort((a, b) => rankOf(a) - rankOf(b)),
  };
}

const problemRank = new Map<string, number>(problems.map((problem, rank) => [problem, rank]));

function rankOf({ value }: FacetValue): number {
  return problemRank.get(value) ?? problems.length;
}
