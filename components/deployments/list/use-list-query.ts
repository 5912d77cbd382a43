"use client";

import { useMemo, useSyncExternalStore } from "react";
import { announceSearch, subscribeToSearch } from "@/components/prices/matrix/use-search";
import {
  type FacetName,
  type ListQuery,
  listQuery,
  readListQuery,
  type SortKey,
  writeListQuery,
} from "@/lib/deployments/list/schema";

export interface ListAddress {
  readonly query: ListQuery;
  /** The query as it stands in the address, for saving and comparing. */
  readonly text: string;
  readonly change: (part: Partial<ListQuery>) => void;
  /** Sets one value of a filter, or takes it away. */
  readonly toggle: (name: FacetName, value: string) => void;
  /** Sorts by a column; once more turns the order round. */
  readonly sortBy: (key: SortKey) => void;
  /** Goes to a whole query, e.g. a saved view's. */
  readonly open: (text: string) => void;
}

/** The list's query in the address, and the one way to change it. */
export function useListQuery(): ListAddress {
  const search = useSyncExternalStore(
    subscribeToSearch,
    () => window.location.search,
    () => "",
  );
  const query = useMemo(() => readListQuery(new URLSearchParams(search)), [search]);
  const change = (part: Partial<ListQuery>) => write(writeListQuery({ ...query, ...part }));
  return {
    query,
    text: writeListQuery(query),
    change,
    toggle: (name, value) => {
      const others = query[name].filter((one) => one !== value);
      const values = others.length < query[name].length ? others : [...others, value];
      const params = new URLSearchParams(writeListQuery({ ...query, [name]: [] }));
      for (const one of values) params.append(name, one);
      write(params.toString());
    },
    sortBy: (key) => {
      const first = descending.has(key) ? "desc" : "asc";
      const isAgain = query.sort === key && query.dir === first;
      change({ sort: key, dir: isAgain ? turned[first] : first });
    },
    open: write,
  };
}

const descending: ReadonlySet<SortKey> = new Set([
  "created",
  "since",
  "rate",
  "use",
  "memory",
  "temperature",
  "power",
  "answer",
  "verdict",
]);
const turned = { asc: "desc", desc: "asc" } as const;

/** Whether a query narrows the list at all. */
export function isNarrowed(query: ListQuery): boolean {
  const plain = listQuery.parse({ sort: query.sort, dir: query.dir, show: query.show });
  return writeListQuery(plain) !== writeListQuery(query);
}

function write(text: string): void {
  const path = window.location.pathname + (text === "" ? "" : `?${text}`);
  window.history.replaceState(window.history.state, "", path);
  announceSearch();
}
