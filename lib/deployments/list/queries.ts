import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { sumOfClosed } from "@/lib/costs/cost-in-sql";
import { inTeam, sql, type Tx } from "@/lib/db";
import {
  facetValue,
  listTables,
  passes,
  passesSearch,
  passesShow,
  problemsInSql,
  sortValue,
} from "@/lib/deployments/list/list-in-sql";
import {
  type FacetName,
  type FacetValue,
  facetNames,
  type ListFacets,
  type ListQuery,
  problems,
} from "@/lib/deployments/list/schema";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import type { DeploymentView } from "@/lib/deployments/types";
import { findGpu } from "@/lib/gpus/catalog";
import { findProviderMeta } from "@/lib/providers/meta";

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
  const now = clock.now();
  return inTeam(scope.team.id, async (tx) => {
    const { total, ids } = await readIds(tx, scope.team.id, { query, slice });
    if (ids.length === 0) return { total, views: [] };
    const rows = await tx.deployment.findMany({
      where: { id: { in: ids }, teamId: scope.team.id },
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
      SELECT d.id, ${sortValue[query.sort]} AS value FROM ${listTables}
      WHERE d.team_id = ${teamId} AND ${passesShow(query.show)} AND ${passesSearch(query.q)}
        AND ${passes("state", query)} AND ${passes("provider", query)} AND ${passes("gpu", query)}
        AND ${passes("project", query)} AND ${passes("problem", query)}
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
  return inTeam(teamId, async (tx) => {
    const counts = await tx.$queryRaw<CountRow[]>`
      WITH row AS MATERIALIZED (
        SELECT ${facetValue.state} AS state, ${facetValue.provider} AS provider,
          ${facetValue.gpu} AS gpu, ${facetValue.project} AS project,
          coalesce(${problemsInSql.dead}, false) AS dead,
          coalesce(${problemsInSql.unhealthy}, false) AS unhealthy,
          coalesce(${problemsInSql.key}, false) AS key,
          coalesce(${problemsInSql.apart}, false) AS apart,
          coalesce(${problemsInSql.billed}, false) AS billed,
          ${passesShow(query.show)} AS in_show, d.ended_at IS NULL AS is_current,
          ${passes("state", query)} AS in_state, ${passes("provider", query)} AS in_provider,
          ${passes("gpu", query)} AS in_gpu, ${passes("project", query)} AS in_project,
          ${passes("problem", query)} AS in_problem
        FROM ${listTables} WHERE d.team_id = ${teamId} AND ${passesSearch(query.q)}
      )
      SELECT 'state' AS facet, state AS value, count(*)::int AS count FROM row
        WHERE in_show AND in_provider AND in_gpu AND in_project AND in_problem GROUP BY 2
      UNION ALL SELECT 'provider', provider, count(*)::int FROM row
        WHERE in_show AND in_state AND in_gpu AND in_project AND in_problem GROUP BY 2
      UNION ALL SELECT 'gpu', gpu, count(*)::int FROM row
        WHERE in_show AND in_state AND in_provider AND in_project AND in_problem GROUP BY 2
      UNION ALL SELECT 'project', project, count(*)::int FROM row
        WHERE in_show AND in_state AND in_provider AND in_gpu AND in_problem GROUP BY 2
      UNION ALL SELECT 'problem', told.value, count(*)::int FROM row
        CROSS JOIN LATERAL (VALUES ('dead', dead), ('unhealthy', unhealthy), ('key', key),
          ('apart', apart), ('billed', billed)) AS told (value, has)
        WHERE told.has AND in_show AND in_state AND in_provider AND in_gpu AND in_project
        GROUP BY 2
      UNION ALL SELECT 'show', CASE WHEN is_current THEN 'current' ELSE 'over' END, count(*)::int
        FROM row WHERE in_state AND in_provider AND in_gpu AND in_project AND in_problem
        GROUP BY 2`;
    const projects = await tx.project.findMany({ where: { teamId }, select: nameOnly });
    return toFacets(counts, new Map(projects.map(({ id, name }) => [id, name])));
  });
}

const nameOnly = { id: true, name: true } as const;

interface CountRow {
  readonly facet: string;
  readonly value: string;
  readonly count: number;
}

function toFacets(counts: readonly CountRow[], projects: ReadonlyMap<string, string>): ListFacets {
  const labels: Readonly<Record<FacetName, (value: string) => string | null>> = {
    state: () => null,
    problem: () => null,
    provider: (id) => findProviderMeta(id)?.name ?? id,
    gpu: (id) => findGpu(id)?.name ?? id,
    project: (id) => projects.get(id) ?? id,
  };
  const of = (facet: string): FacetValue[] => {
    const label = facetNames.find((name) => name === facet);
    return counts
      .filter((row) => row.facet === facet)
      .map(({ value, count }) => ({ value, label: label ? labels[label](value) : null, count }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  };
  const shown = (name: string) => of("show").find(({ value }) => value === name)?.count ?? 0;
  return {
    show: {
      current: shown("current"),
      over: shown("over"),
      all: shown("current") + shown("over"),
    },
    state: of("state"),
    provider: of("provider"),
    gpu: of("gpu"),
    project: of("project"),
    problem: of("problem").sort((a, b) => rankOf(a) - rankOf(b)),
  };
}

const problemRank = new Map<string, number>(problems.map((problem, rank) => [problem, rank]));

function rankOf({ value }: FacetValue): number {
  return problemRank.get(value) ?? problems.length;
}
