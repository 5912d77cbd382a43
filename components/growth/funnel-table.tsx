"use client";

import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { GrowthView } from "@/lib/growth/schema";
import { Share } from "./share";

const steps = ["verified", "keyAdded", "launched", "paid"] as const;

/** How far people came, by the page they first saw; shares are of those who signed up. */
export function FunnelTable({ funnel }: Pick<GrowthView, "funnel">) {
  const t = useTranslations("growth.funnel");
  if (funnel.length === 0) return <EmptyState title={t("none")} />;
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("page")}</HeadCell>
          <HeadCell numeric>{t("signedUp")}</HeadCell>
          {steps.map((step) => (
            <HeadCell key={step} numeric>
              {t(step)}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {funnel.map((row) => (
          <Row key={row.page ?? row.kind}>
            <Cell className="min-w-40 [overflow-wrap:anywhere]">
              {row.page ?? <span className="text-muted">{t(`kinds.${row.kind}`)}</span>}
            </Cell>
            <Cell numeric>{row.signedUp}</Cell>
            {steps.map((step) => (
              <Cell key={step} numeric className="whitespace-nowrap">
                <Share part={row[step]} whole={row.signedUp} />
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
