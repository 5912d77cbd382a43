"use client";

import { useTranslations } from "next-intl";
import { Gap, useRowsInSight, Waiting } from "@/components/deployments/list/rows-in-sight";
import { useIsNarrow } from "@/components/deployments/list/use-is-narrow";
import type { ListAddress } from "@/components/deployments/list/use-list-query";
import type { Rows } from "@/components/deployments/list/use-rows";
import type { LiveMonitored } from "./live-monitored";
import { COLUMNS, MonitorHead } from "./monitor-head";
import { MonitorBlock, MonitorRow } from "./monitor-rows";

const ROW_PX = 40;
const BLOCK_PX = 112;

export interface MonitorTableProps {
  readonly rows: Rows<LiveMonitored>;
  readonly total: number;
  readonly address: ListAddress;
  readonly onSeen: (first: number, last: number) => void;
}

/** The machines in sight and a few around them, however many there are. */
export function MonitorTable({ rows, total, address, onSeen }: MonitorTableProps) {
  const t = useTranslations("monitoring");
  const isNarrow = useIsNarrow();
  const rowPx = isNarrow ? BLOCK_PX : ROW_PX;
  const { body, items, abovePx, belowPx } = useRowsInSight({ total, rowPx, onSeen });
  const Row = isNarrow ? MonitorBlock : MonitorRow;
  const columns = isNarrow ? 1 : COLUMNS;
  return (
    <table aria-rowcount={total + 1} className="w-full table-fixed border-collapse text-base">
      <caption className="sr-only">{t("caption", { count: total })}</caption>
      {!isNarrow && <MonitorHead address={address} />}
      <tbody ref={body}>
        <Gap heightPx={abovePx} columns={columns} />
        {items.map((item) => {
          const row = rows.rowAt(item.index);
          if (!row) return <Waiting key={item.key} item={item} columns={columns} rowPx={rowPx} />;
          return <Row key={item.key} view={row.view} index={item.index} />;
        })}
        <Gap heightPx={belowPx} columns={columns} />
      </tbody>
    </table>
  );
}
