"use client";

import { useMemo, useSyncExternalStore } from "react";
import { announceSearch, subscribeToSearch } from "@/components/prices/matrix/use-search";
import {
  type IncidentsQuery,
  readIncidentsQuery,
  writeIncidentsQuery,
} from "@/lib/incidents/schema";

export interface IncidentsAddress {
  readonly query: IncidentsQuery;
  /** The query as it stands in the address. */
  readonly text: string;
  /** Sets filters; the first page is shown unless a page is asked for. */
  readonly change: (part: Partial<IncidentsQuery>) => void;
}

/** Which incidents the address asks for, and the one way to ask for others. */
export function useIncidentsQuery(): IncidentsAddress {
  const search = useSyncExternalStore(
    subscribeToSearch,
    () => window.location.search,
    () => "",
  );
  const query = useMemo(() => readIncidentsQuery(new URLSearchParams(search)), [search]);
  return {
    query,
    text: writeIncidentsQuery(query),
    change: (part) => write(writeIncidentsQuery({ ...query, offset: 0, ...part })),
  };
}

function write(text: string): void {
  const path = window.location.pathname + (text === "" ? "" : `?${text}`);
  window.history.replaceState(window.history.state, "", path);
  announceSearch();
}
