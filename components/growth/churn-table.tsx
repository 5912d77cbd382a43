"use client";

import { useLocale, useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import type { GrowthView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

/** The chart's numbers, the newest week first. */
export function ChurnTable({ churn }: Pick<GrowthView, "churn">) {
  const t = useTranslations("growth.churn");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("week")}</HeadCell>
          <HeadCell numeric>{t("won")}</HeadCell>
          <HeadCell numeric>{t("lost")}</HeadCell>
          <HeadCell numeric>{t("paying")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {churn.toReversed().map(({ week, won, lost, paying }) => (
          <Row key={week}>
            <Cell className="whitespace-nowrap">{formatDay(week, locale)}</Cell>
            <Cell numeric>{won}</Cell>
            <Cell numeric>{lost}</Cell>
            <Cell numeric>{paying}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
