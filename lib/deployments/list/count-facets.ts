import { type FacetName, facetNames, type ListQuery } from "@/lib/deployments/list/schema";

/** Rows of a list that are alike in all that it can be narrowed by. */
export interface Alike {
  readonly state: string;
  readonly provider: string;
  readonly gpu: string;
  readonly project: string;
  readonly problems: readonly string[];
  readonly isOver: boolean;
  readonly count: number;
}

export interface FacetCounts {
  /** Rows by value of each filter. */
  readonly of: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  readonly current: number;
  readonly over: number;
}

/** How many rows each value of each filter would show with the other filters as they are. Pure. */
export function countFacets(all: readonly Alike[], query: ListQuery): FacetCounts {
  const of = {
    state: new Map<string, number>(),
    provider: new Map<string, number>(),
    gpu: new Map<string, number>(),
    project: new Map<string, number>(),
    problem: new Map<string, number>(),
  };
  let [current, over] = [0, 0];
  for (const alike of all) {
    const misses = facetNames.filter((name) => !fits(name, alike, query));
    if (misses.length === 0 && alike.isOver) over += alike.count;
    if (misses.length === 0 && !alike.isOver) current += alike.count;
    if (!isShown(alike, query)) continue;
    for (const name of facetNames) {
      if (misses.some((missed) => missed !== name)) continue;
      for (const value of valuesOf(name, alike)) {
        of[name].set(value, (of[name].get(value) ?? 0) + alike.count);
      }
    }
  }
  return { of, current, over };
}

function isShown({ isOver }: Alike, { show }: ListQuery): boolean {
  return show === "all" || isOver === (show === "over");
}

function fits(name: FacetName, alike: Alike, query: ListQuery): boolean {
  const wanted: readonly string[] = query[name];
  return wanted.length === 0 || valuesOf(name, alike).some((value) => wanted.includes(value));
}

function valuesOf(name: FacetName, alike: Alike): readonly string[] {
  return name === "problem" ? alike.problems : [alike[name]];
}
