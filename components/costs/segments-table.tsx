"use client";

import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { LedgerRow } from "@/lib/costs/types";
import { formatMoney, formatPrice } from "@/lib/format/money";
import { Link } from "@/lib/i18n/navigation";

/** Stretches of time at one rate; on phones the table scrolls by itself. */
export function SegmentsTable({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const t = useTranslations("costs.ledger");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("machine")}</HeadCell>
          <HeadCell>{t("provider")}</HeadCell>
          <HeadCell>{t("gpu")}</HeadCell>
          <HeadCell>{t("project")}</HeadCell>
          <HeadCell>{t("from")}</HeadCell>
          <HeadCell>{t("to")}</HeadCell>
          <HeadCell numeric>{t("perHour")}</HeadCell>
          <HeadCell numeric>{t("cost")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id}>
            <Cell className="max-w-60 truncate">
              <Link
                href={
                  row.deploymentId === null
                    ? "/dashboard/volumes"
                    : `/dashboard/deployments/${row.deploymentId}`
                }
                className="text-accent underline"
              >
                {row.machine}
              </Link>
            </Cell>
            <Cell className="whitespace-nowrap">{row.provider}</Cell>
            <Cell className="whitespace-nowrap">{row.gpu || t("volume")}</Cell>
            <Cell className="max-w-40 truncate">{row.project}</Cell>
            <Cell className="whitespace-nowrap">
              <Instant at={row.from} style="exact" />
            </Cell>
            <Cell className="whitespace-nowrap">
              {row.to ? <Instant at={row.to} style="exact" /> : t("goesOn")}
            </Cell>
            <Cell numeric>{formatPrice(row.perHour)}</Cell>
            <Cell numeric>{formatMoney(row.cost)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
