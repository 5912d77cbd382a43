"use client";

import { useMemo, useSyncExternalStore } from "react";
import { readCurrency, withCurrency } from "../currency-address";
import { readSearch, type TableSearch, writeSearch } from "./search";

const listeners = new Set<() => void>();

/** Hears of every change of the address that the price pages make. */
export function subscribeToSearch(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** Tells the table that something else changed the address. */
export function announceSearch(): void {
  for (const listener of listeners) listener();
}

/**
 * The search in the address, and the one way to change it. The server and the first paint see no
 * search, so the cached HTML holds every row and works without scripts.
 */
export function useSearch(): [TableSearch, (change: Partial<TableSearch>) => void] {
  const text = useSyncExternalStore(
    subscribeToSearch,
    () => window.location.search,
    () => "",
  );
  const search = useMemo(() => readSearch(text), [text]);
  const change = (part: Partial<TableSearch>) => {
    const asked = withCurrency(writeSearch({ ...search, ...part }), readCurrency(text) ?? "USD");
    const path = window.location.pathname + asked;
    window.history.replaceState(window.history.state, "", path);
    announceSearch();
  };
  return [search, change];
}
