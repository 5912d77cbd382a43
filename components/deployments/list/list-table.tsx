"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useImperativeHandle } from "react";
import { BlockRow, TableRow } from "./list-row";
import { Gap, useRowsInSight, Waiting } from "./rows-in-sight";
import { SortHead } from "./sort-head";
import { useIsNarrow } from "./use-is-narrow";
import type { ListAddress } from "./use-list-query";
import type { Rows } from "./use-rows";
import type { Selection } from "./use-selection";

const ROW_PX = 40;
const BLOCK_PX = 96;

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
  const { body, items, abovePx, belowPx, virtual } = useRowsInSight({ total, rowPx, onSeen });
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
        <Gap heightPx={abovePx} columns={columns} />
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
        <Gap heightPx={belowPx} columns={columns} />
      </tbody>
    </table>
  );
}
