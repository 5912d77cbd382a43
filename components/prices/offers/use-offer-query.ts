"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { readSentence } from "@/lib/prices/read-sentence";
import { type OfferQuery, offerQuery, readOfferQuery } from "@/lib/prices/schema";
import { readCurrency, withCurrency } from "../currency-address";
import { announceSearch, subscribeToSearch } from "../matrix/use-search";
import { listAddress } from "./list-address";

/** Units a price can be shown in; all are computed from the price per GPU and hour. */
export const units = ["gpu-hour", "machine-hour", "month", "tflop", "gb"] as const;
export type Unit = (typeof units)[number];

export interface OfferAddress {
  readonly query: OfferQuery;
  readonly unit: Unit;
  /** Changes the query; the page begins at one again unless it is what changes. */
  readonly change: (part: Partial<OfferQuery>) => void;
  readonly chooseUnit: (unit: Unit) => void;
  readonly clear: () => void;
}

/** The query of the address, and the one way to change it. Words that are a sentence become filters. */
export function useOfferQuery(): OfferAddress {
  const text = useSyncExternalStore(
    subscribeToSearch,
    () => window.location.search,
    () => "",
  );
  const query = useMemo(() => queryOf(text), [text]);
  const unit = unitOf(text);
  useEffect(() => {
    const { q, ...filters } = readSentence(query.q);
    if (q !== query.q) write({ query: { ...query, ...filters, q }, unit });
  }, [query, unit]);
  return {
    query,
    unit,
    change: (part) => write({ query: { ...query, page: 1, ...part }, unit }),
    chooseUnit: (chosen) => write({ query, unit: chosen }),
    clear: () => write({ query: offerQuery.parse({}), unit }),
  };
}

/** What of an address is not understood counts as not said. */
function queryOf(text: string): OfferQuery {
  const params = new URLSearchParams(text);
  const read = readOfferQuery(params);
  if ("query" in read) return read.query;
  for (const name of read.wrong) params.delete(name);
  const again = readOfferQuery(params);
  return "query" in again ? again.query : offerQuery.parse({});
}

function unitOf(text: string): Unit {
  const asked = new URLSearchParams(text).get("unit");
  return units.find((unit) => unit === asked) ?? "gpu-hour";
}

function write({ query, unit }: { readonly query: OfferQuery; readonly unit: Unit }): void {
  const currency = readCurrency(window.location.search) ?? "USD";
  const address = listAddress(query) + (unit === "gpu-hour" ? "" : `&unit=${unit}`);
  const path = window.location.pathname + withCurrency(address, currency);
  window.history.replaceState(window.history.state, "", path);
  announceSearch();
}
