"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Live, useLives } from "@/components/console/use-live";
import { isMoving, type LiveDeployment } from "../live-deployment";
import type { DeploymentRows } from "./live-rows";

/** Rows asked for at once. */
export const SLICE = 50;

export interface ListRow {
  readonly view: LiveDeployment;
  /** The server's time at which it was read. */
  readonly at: string;
}

export interface Rows {
  /** Unknown until the first answer. */
  readonly total: number | undefined;
  /** Null: still on its way. */
  readonly rowAt: (index: number) => ListRow | null;
  /** The slice that stands for the state of the list: the first one in trouble, else the first. */
  readonly live: Live<DeploymentRows>;
}

export interface SeenRows {
  readonly rows: Rows;
  /** Tells which rows are in sight, by their places in the list. */
  readonly see: (first: number, last: number) => void;
}

/**
 * The rows of the list that are in sight, live; only the slices they lie in are read, and only when
 * these change is the page drawn again. What stood there stays until the first answer to another query.
 */
export function useRows(text: string): SeenRows {
  const [span, setSpan] = useState<Span>({ from: 0, to: 0 });
  const rows = useKept(useSlices(text, span));
  const see = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / SLICE), Math.floor(last / SLICE)];
    setSpan((before) => (before.from === from && before.to === to ? before : { from, to }));
  }, []);
  return { rows, see };
}

function useKept(rows: Rows): Rows {
  const last = useRef(rows);
  useEffect(() => {
    if (rows.total !== undefined) last.current = rows;
  });
  if (rows.total !== undefined || last.current.total === undefined) return rows;
  const { total, rowAt, live: before } = last.current;
  const { now, receivedMs } = before;
  return { total, rowAt, live: { ...rows.live, now, receivedMs } };
}

/** The first and the last slice in sight. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function useSlices(text: string, { from, to }: Span): Rows {
  const offsets = Array.from({ length: to - from + 1 }, (_, step) => (from + step) * SLICE);
  const slices = useLives<DeploymentRows>(
    offsets.map((offset) => `deployments?${slicePath(text, { offset, limit: SLICE })}`),
    { isMoving: ({ rows }) => rows.some(isMoving) },
  );
  const known = slices.find(({ data }) => data);
  const [first] = slices;
  const live = slices.find(({ trouble }) => trouble !== null) ?? known ?? first;
  if (!live) throw new Error("no slice is asked for");
  return {
    total: known?.data?.total,
    rowAt: (index) => {
      const slice = slices[Math.floor(index / SLICE) - from];
      const view = slice?.data?.rows[index % SLICE];
      return view && slice.now ? { view, at: slice.now } : null;
    },
    live,
  };
}

/** The query of a slice of the list. */
export function slicePath(
  text: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): string {
  const params = new URLSearchParams(text);
  params.set("offset", String(offset));
  params.set("limit", String(limit));
  return params.toString();
}
