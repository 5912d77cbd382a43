"use client";

import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { Overview } from "@/lib/admin/schema";

/** The last comparisons with the payment service. */
export function ReconcileList({ reconciles }: Pick<Overview, "reconciles">) {
  const t = useTranslations("admin.reconciles");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("when")}</HeadCell>
          <HeadCell numeric>{t("customers")}</HeadCell>
          <HeadCell numeric>{t("events")}</HeadCell>
          <HeadCell numeric>{t("drift")}</HeadCell>
          <HeadCell numeric>{t("unreadable")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {reconciles.map((run) => (
          <Row key={run.id}>
            <Cell>
              <Age at={run.startedAt} ago />{" "}
              {run.endedAt === null && <Badge tone="warn">{t("notEnded")}</Badge>}
            </Cell>
            <Cell numeric>{run.customers}</Cell>
            <Cell numeric>{run.events}</Cell>
            <Cell numeric>{run.drift}</Cell>
            <Cell numeric>{run.unreadable}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
