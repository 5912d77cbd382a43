"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { announceSearch } from "./use-search";

/** Hears of addresses changed by links; draws nothing, so that the rest can be cached. */
export function SearchWatch() {
  const params = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what it waits for
  useEffect(announceSearch, [params]);
  return null;
}
