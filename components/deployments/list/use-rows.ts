"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Live, useLives } from "@/components/console/use-live";
import { isMoving, type LiveDeployment } from "../live-deployment";

/** Rows asked for at once. */
export const SLICE = 50;

export interface ListRow<View = LiveDeployment> {
  readonly view: View;
  /** The server's time at which it was read. */
  readonly at: string;
}

export interface Rows<View = LiveDeployment> {
  /** Unknown until the first answer. */
  readonly total: number | undefined;
  /** Null: still on its way. */
  readonly rowAt: (index: number) => ListRow<View> | null;
  /** The slice that stands for the state of the list: the first one in trouble, else the first. */
  readonly live: Live<Slice<View>>;
}

/** One slice of a list, and how many rows there are in all. */
interface Slice<View> {
  readonly total: number;
  readonly rows: readonly View[];
}

export interface SeenRows<View = LiveDeployment> {
  readonly rows: Rows<View>;
  /** Tells which rows are in sight, by their places in the list. */
  readonly see: (first: number, last: number) => void;
}

/**
 * The rows of the list that are in sight, live; only the slices they lie in are read, and only when
 * these change is the page drawn again. What stood there stays until the first answer to another query.
 */
export function useRows<View extends LiveDeployment = LiveDeployment>(
  text: string,
  from: Source = { path: "deployments" },
): SeenRows<View> {
  const [span, setSpan] = useState<Span>({ from: 0, to: 0 });
  const rows = useKept(useSlices<View>(text, span, from));
  const see = useCallback((first: number, last: number) => {
    const [begin, end] = [Math.floor(first / SLICE), Math.floor(last / SLICE)];
    setSpan((before) =>
      before.from === begin && before.to === end ? before : { from: begin, to: end },
    );
  }, []);
  return { rows, see };
}

/** Where rows are read, and how often while nothing is on its way. */
interface Source {
  readonly path: string;
  readonly restMs?: number;
}

function useKept<View>(rows: Rows<View>): Rows<View> {
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

function useSlices<View extends LiveDeployment>(
  text: string,
  { from, to }: Span,
  { path, restMs }: Source,
): Rows<View> {
  const offsets = Array.from({ length: to - from + 1 }, (_, step) => (from + step) * SLICE);
  const slices = useLives<Slice<View>>(
    offsets.map((offset) => `${path}?${slicePath(text, { offset, limit: SLICE })}`),
    { isMoving: ({ rows }) => rows.some(isMoving), ...(restMs !== undefined && { restMs }) },
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
