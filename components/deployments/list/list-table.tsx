"use client";

import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { BlockRow, TableRow } from "./list-row";
import { SortHead } from "./sort-head";
import { useIsNarrow } from "./use-is-narrow";
import type { ListAddress } from "./use-list-query";
import type { Rows } from "./use-rows";
import type { Selection } from "./use-selection";

const ROW_PX = 40;
const BLOCK_PX = 96;
/** Rows drawn above and below what is in sight. */
const SPARE = 8;

/** Brings a row into sight. */
export interface ListHandle {
  readonly show: (index: number) => void;
}

export interface ListTableProps {
  readonly handle: RefObject<ListHandle | null>;
  readonly rows: Rows;
  readonly total: number;
  readonly cursor: number | null;
  readonly selection: Selection;
  readonly address: ListAddress;
  readonly onSeen: (first: number, last: number) => void;
  readonly onChooseAll: () => void;
}

/** The rows in sight and a few around them, however many there are. */
export function ListTable(props: ListTableProps) {
  const { handle, rows, total, cursor, selection, address, onSeen, onChooseAll } = props;
  const t = useTranslations("deployments.list");
  const isNarrow = useIsNarrow();
  const rowPx = isNarrow ? BLOCK_PX : ROW_PX;
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
  useImperativeHandle(handle, () => ({ show: (index) => virtual.scrollToIndex(index) }), [virtual]);
  const Row = isNarrow ? BlockRow : TableRow;
  const columns = isNarrow ? 2 : 9;
  return (
    <table aria-rowcount={total + 1} className="w-full table-fixed border-collapse text-base">
      <caption className="sr-only">{t("caption", { count: total })}</caption>
      {isNarrow ? (
        <colgroup>
          <col className="w-11" />
          <col />
        </colgroup>
      ) : (
        <SortHead address={address} isAllChosen={selection.isAll} onChooseAll={onChooseAll} />
      )}
      <tbody ref={body}>
        <Gap heightPx={first ? first.start - topPx : 0} columns={columns} />
        {items.map((item) => {
          const row = rows.rowAt(item.index);
          if (!row) return <Waiting key={item.key} item={item} columns={columns} rowPx={rowPx} />;
          return (
            <Row
              key={item.key}
              {...row}
              index={item.index}
              isChosen={selection.has(row.view.id)}
              isAtCursor={cursor === item.index}
              onToggle={selection.toggle}
            />
          );
        })}
        <Gap heightPx={last ? virtual.getTotalSize() - (last.end - topPx) : 0} columns={columns} />
      </tbody>
    </table>
  );
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
function Gap({ heightPx, columns }: GapProps) {
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
function Waiting({ item, columns, rowPx }: WaitingProps) {
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
