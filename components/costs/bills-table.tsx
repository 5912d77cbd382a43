"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { BillRow } from "@/lib/costs/bills/types";
import { formatMoney, formatPrice } from "@/lib/format/money";
import { Link } from "@/lib/i18n/navigation";

/** Machines with count and bill side by side; on phones the table scrolls by itself. */
export function BillsTable({ rows }: { readonly rows: readonly BillRow[] }) {
  const t = useTranslations("costs.bills");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("machine")}</HeadCell>
          <HeadCell className="max-sm:hidden">{t("account")}</HeadCell>
          <HeadCell numeric>{t("counted")}</HeadCell>
          <HeadCell numeric>{t("billed")}</HeadCell>
          <HeadCell numeric>{t("difference")}</HeadCell>
          <HeadCell>{t("cause")}</HeadCell>
          <HeadCell>{t("comparedAt")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.deploymentId}>
            <Cell className="max-w-60 truncate">
              <Link
                href={`/dashboard/deployments/${row.deploymentId}`}
                className="text-accent underline"
              >
                {row.machine}
              </Link>
              <span className="block truncate text-sm text-muted sm:hidden">
                {t("accountAt", { provider: row.provider, account: row.account })}
              </span>
            </Cell>
            <Cell className="max-w-60 truncate max-sm:hidden">
              {t("accountAt", { provider: row.provider, account: row.account })}
            </Cell>
            <Cell numeric>{formatMoney(row.counted)}</Cell>
            <Cell numeric>{row.billed === null ? <Absent /> : formatMoney(row.billed)}</Cell>
            <Cell numeric>
              {row.difference === null ? <Absent /> : formatPrice(row.difference)}
            </Cell>
            <Cell className="whitespace-nowrap">
              <Cause row={row} />
            </Cell>
            <Cell className="whitespace-nowrap">
              {row.comparedAt ? <Instant at={row.comparedAt} style="exact" /> : <Absent />}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Cause({ row: { cause, unitSeconds } }: { readonly row: BillRow }) {
  const t = useTranslations("costs.bills.causes");
  if (cause === "unknown") return <Badge tone="warn">{t(cause)}</Badge>;
  return <>{t(cause, { unit: unitOf(unitSeconds) })}</>;
}

function unitOf(seconds: number): "second" | "minute" | "hour" {
  if (seconds >= 3600) return "hour";
  return seconds >= 60 ? "minute" : "second";
}

function Absent() {
  const t = useTranslations("costs.bills");
  return (
    <>
      <span aria-hidden className="text-faint">
        –
      </span>
      <span className="sr-only">{t("absent")}</span>
    </>
  );
}
