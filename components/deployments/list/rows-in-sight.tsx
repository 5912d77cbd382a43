"use client";

import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** Rows drawn above and below what is in sight. */
const SPARE = 8;

export interface RowsInSightOptions {
  readonly total: number;
  readonly rowPx: number;
  /** Tells which rows are in sight, by their places in the list. */
  readonly onSeen: (first: number, last: number) => void;
}

/** Which rows of a long table are drawn, and how much room those above and below them take. */
export function useRowsInSight({ total, rowPx, onSeen }: RowsInSightOptions) {
  const body = useRef<HTMLTableSectionElement>(null);
  const topPx = useTopOf(body);
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => rowPx,
    overscan: SPARE,
    scrollMargin: topPx,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const [firstIndex, lastIndex] = [first?.index ?? 0, last?.index ?? 0];
  useEffect(() => {
    if (rowPx > 0) virtual.measure();
  }, [virtual, rowPx]);
  useEffect(() => onSeen(firstIndex, lastIndex), [onSeen, firstIndex, lastIndex]);
  return {
    body,
    items,
    abovePx: first ? first.start - topPx : 0,
    belowPx: last ? virtual.getTotalSize() - (last.end - topPx) : 0,
    virtual,
  };
}

/** How far below the top of the page an element begins, as things above it come and go. */
function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [topPx, setTopPx] = useState(0);
  useEffect(() => {
    const look = () => {
      if (element.current) setTopPx(element.current.getBoundingClientRect().top + window.scrollY);
    };
    const watch = new ResizeObserver(look);
    watch.observe(document.body);
    look();
    return () => watch.disconnect();
  }, [element]);
  return topPx;
}

interface GapProps {
  readonly heightPx: number;
  readonly columns: number;
}

/** The place of the rows that are not drawn. */
export function Gap({ heightPx, columns }: GapProps) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" style={{ height: heightPx }} />
    </tr>
  );
}

interface WaitingProps {
  readonly item: VirtualItem;
  readonly columns: number;
  readonly rowPx: number;
}

/** A row on its way. */
export function Waiting({ item, columns, rowPx }: WaitingProps) {
  return (
    <tr
      data-row={item.index}
      aria-rowindex={item.index + 2}
      aria-busy
      className="border-b border-line"
      style={{ height: rowPx }}
    >
      <td colSpan={columns} className="px-3">
        <Skeleton className="h-4" />
      </td>
    </tr>
  );
}
