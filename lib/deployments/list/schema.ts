import { z } from "zod";

/** Machines that are not over, that are, or both. */
export const listShows = ["current", "over", "all"] as const;

/** What a machine may be in trouble with. */
export const problems = ["dead", "unhealthy", "key", "apart", "billed"] as const;
export type Problem = (typeof problems)[number];

/** The words for what a machine is doing: its status, or the operation on the way to one. */
export const doings = [
  "requested",
  "provisioning",
  "starting",
  "restarting",
  "running",
  "stopping",
  "stopped",
  "terminating",
  "terminated",
  "failed",
  "lost",
] as const;

export const sortKeys = [
  "created",
  "name",
  "since",
  "provider",
  "gpu",
  "rate",
  "lease",
  "use",
  "memory",
  "temperature",
  "power",
  "answer",
  "verdict",
] as const;
export type SortKey = (typeof sortKeys)[number];

/** Filters that hold several values, each counted beside its value. */
export const facetNames = ["state", "provider", "gpu", "project", "problem"] as const;
export type FacetName = (typeof facetNames)[number];

/** The most rows one question answers, and the most machines one batch takes. */
export const MOST_ROWS = 500;

const word = z.string().min(1).max(100);
const some = <T extends z.ZodType>(one: T) => z.array(one).max(50).default([]);

/** Which deployments a list shows, in which order. */
export const listQuery = z.object({
  show: z.enum(listShows).default("current"),
  state: some(z.enum(doings)),
  provider: some(word),
  /** A model of the catalogue, else the provider's spelling. */
  gpu: some(word),
  project: some(word),
  problem: some(z.enum(problems)),
  q: z.string().max(200).default(""),
  sort: z.enum(sortKeys).default("created"),
  dir: z.enum(["asc", "desc"]).default("desc"),
});
export type ListQuery = z.output<typeof listQuery>;

const several: ReadonlySet<string> = new Set(facetNames);

/** Reads an address; what is not understood counts as not said. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(listQuery.shape)) {
    const texts = params.getAll(name);
    if (texts.length === 0) continue;
    const parsed = field.safeParse(several.has(name) ? texts : texts[0]);
    if (parsed.success) read[name] = parsed.data;
  }
  return listQuery.parse(read);
}

/** Writes a query as an address, leaving out what goes without saying. */
export function writeListQuery(query: ListQuery): string {
  const plain = listQuery.parse({});
  const params = new URLSearchParams();
  for (const name of ["show", "q", "sort", "dir"] as const) {
    if (query[name] !== plain[name]) params.set(name, query[name]);
  }
  for (const name of facetNames) for (const value of query[name]) params.append(name, value);
  return params.toString();
}

export interface FacetValue {
  readonly value: string;
  /** Where the value alone says nothing to people. */
  readonly label: string | null;
  readonly count: number;
}

/** How many rows each value would show with the other filters as they are. */
export interface ListFacets extends Readonly<Record<FacetName, readonly FacetValue[]>> {
  readonly show: Readonly<Record<(typeof listShows)[number], number>>;
}
