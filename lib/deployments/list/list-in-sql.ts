import { joinSql, sql } from "@/lib/db";
import type { FacetName, ListQuery, Problem, SortKey } from "@/lib/deployments/list/schema";
import { allGpus } from "@/lib/gpus/catalog";
import { providerMetas } from "@/lib/providers/meta";

type Fragment = ReturnType<typeof sql>;

/** Beside `d`: its open operation, what was last seen and measured, its key, and what it costs now. */
const tablesBeside = {
  o: sql`LEFT JOIN operation o ON o.deployment_id = d.id AND o.state = 'open'`,
  h: sql`LEFT JOIN health_state h ON h.deployment_id = d.id`,
  p: sql`LEFT JOIN probe_state p ON p.deployment_id = d.id`,
  k: sql`JOIN provider_key k ON k.id = d.provider_key_id`,
  s: sql`LEFT JOIN usage_segment s
    ON s.team_id = d.team_id AND s.deployment_id = d.id AND s.to_at IS NULL`,
};
type Beside = keyof typeof tablesBeside;
const besides = ["o", "h", "p", "k", "s"] as const satisfies readonly Beside[];

function joinTables(names: readonly Beside[]): Fragment {
  return joinSql([sql`deployment d`, ...names.map((name) => tablesBeside[name])], " ");
}

/** All that is told of the rows of a list: `d` the deployment, and `tablesBeside` it. */
export const listTables = joinTables(["o", "h", "k"]);

/** The tables that a query looks into to narrow and sort its rows, and no other. */
function tablesFor({ state, problem, sort }: ListQuery, also: readonly Beside[]): Fragment {
  const used: Readonly<Record<Beside, boolean>> = {
    o: state.length > 0 || problem.includes("apart"),
    h: problem.includes("unhealthy") || sort === "verdict",
    p: measured.has(sort),
    k: problem.includes("key"),
    s: sort === "rate",
  };
  return joinTables(besides.filter((name) => used[name] || also.includes(name)));
}

const measured: ReadonlySet<SortKey> = new Set(["use", "memory", "temperature", "power", "answer"]);

/** The team's rows that a query shows, as the end of a SELECT; `also`: tables it tells more of. */
export function narrowedBy(
  teamId: string,
  query: ListQuery,
  also: readonly Beside[] = [],
): Fragment {
  return sql`FROM ${tablesFor(query, also)}
    WHERE d.team_id = ${teamId} AND ${passesShow(query.show)} AND ${passesSearch(query.q)}
      AND ${passes("state", query)} AND ${passes("provider", query)} AND ${passes("gpu", query)}
      AND ${passes("project", query)} AND ${passes("problem", query)}`;
}

/** What people are told a machine is doing: the rule of `doingOf`, for the database. */
const doing = sql`CASE
  WHEN o.kind = 'start' THEN 'starting'
  WHEN o.kind = 'stop' THEN 'stopping'
  WHEN o.kind = 'restart' THEN 'restarting'
  WHEN o.kind = 'delete' THEN 'terminating'
  WHEN d.desired = 'deleted' AND d.status NOT IN ('terminated', 'requested') THEN 'terminating'
  WHEN d.desired = 'stopped' AND d.status = 'running' THEN 'stopping'
  WHEN d.desired = 'running' AND d.status = 'stopped' THEN 'starting'
  ELSE d.status END`;

const isMoving = sql`(o.id IS NOT NULL OR d.settled_generation < d.desired_generation)`;

/** Conditions of the problems that a list can be narrowed to. */
export const problemsInSql: Readonly<Record<Problem, Fragment>> = {
  dead: sql`(d.ended_at IS NULL AND d.status IN ('failed', 'lost'))`,
  unhealthy: sql`(d.status IN ('running', 'stopped') AND h.verdict = 'unhealthy')`,
  key: sql`(d.ended_at IS NULL AND (k.state = 'refused' OR k.list_failure IS NOT NULL))`,
  apart: sql`(d.ended_at IS NULL AND NOT ${isMoving} AND CASE d.desired
    WHEN 'running' THEN d.provider_status IN ('gone', 'terminated', 'failed', 'stopped')
    WHEN 'stopped' THEN d.provider_status = 'running'
    ELSE d.provider_status NOT IN ('gone', 'terminated', 'terminating') END)`,
  billed: sql`(d.status = 'stopped' AND EXISTS (
    SELECT 1 FROM usage_segment b WHERE b.team_id = d.team_id AND b.deployment_id = d.id
      AND b.to_at IS NULL AND b.rate_per_hour_micros > 0))`,
};

/** What each filter but `problem` looks at. */
export const facetValue: Readonly<Record<Exclude<FacetName, "problem">, Fragment>> = {
  state: doing,
  provider: sql`d.provider_id`,
  gpu: sql`coalesce(d.gpu_model, d.gpu_spelling)`,
  project: sql`d.project_id`,
};

/** Whether a row passes one of the filters. */
function passes(name: FacetName, query: ListQuery): Fragment {
  const wanted = query[name];
  if (wanted.length === 0) return sql`true`;
  if (name !== "problem") return sql`coalesce(${facetValue[name]} = ANY(${[...wanted]}), false)`;
  const any = query.problem.map((problem) => sql`coalesce(${problemsInSql[problem]}, false)`);
  return sql`(${joinSql(any, " OR ")})`;
}

/** Whether a machine is over or not, as asked for. */
function passesShow(show: ListQuery["show"]): Fragment {
  if (show === "all") return sql`true`;
  return show === "current" ? sql`d.ended_at IS NULL` : sql`d.ended_at IS NOT NULL`;
}

/** Whether the words searched for stand in the name, an id, the place, the GPU or the address. */
export function passesSearch(q: string): Fragment {
  const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return sql`true`;
  return sql`(${joinSql(words.map(holdsWord), " AND ")})`;
}

function holdsWord(word: string): Fragment {
  const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  const named = <T extends { readonly id: string; readonly name: string }>(all: readonly T[]) =>
    all.filter(({ name }) => name.toLowerCase().includes(word)).map(({ id }) => id);
  return sql`(d.name ILIKE ${like} OR d.id ILIKE ${like} OR d.provider_instance_id ILIKE ${like}
    OR d.region ILIKE ${like} OR d.ssh_host ILIKE ${like} OR d.gpu_spelling ILIKE ${like}
    OR d.provider_id = ANY(${named(providerMetas)}) OR d.gpu_model = ANY(${named(allGpus())}))`;
}

/** What a row is sorted by. */
export const sortValue: Readonly<Record<SortKey, Fragment>> = {
  created: sql`d.created_at`,
  name: sql`lower(d.name)`,
  since: sql`d.status_since`,
  provider: sql`d.provider_id`,
  gpu: sql`coalesce(d.gpu_model, d.gpu_spelling)`,
  rate: sql`coalesce(s.rate_per_hour_micros, 0)`,
  lease: sql`d.lease_ends_at`,
  use: sql`p.gpu_use`,
  memory: sql`p.gpu_memory`,
  temperature: sql`p.gpu_temperature`,
  power: sql`p.gpu_watts`,
  answer: sql`p.answer_ms`,
  verdict: sql`array_position(ARRAY['healthy', 'unknown', 'suspect', 'unhealthy'], h.verdict)`,
};
