"use client";

import { useLocale, useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import type { GrowthView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

/** The chart's numbers, the newest day first. */
export function IncomeTable({ income }: Pick<GrowthView, "income">) {
  const t = useTranslations("growth.income");
  const tiers = useTranslations("tiers.names");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("day")}</HeadCell>
          {income.at(-1)?.byTier.map(({ tier }) => (
            <HeadCell key={tier} numeric>
              {tiers(tier)}
            </HeadCell>
          ))}
          <HeadCell numeric>{t("total")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {income.toReversed().map(({ day, byTier, total }) => (
          <Row key={day}>
            <Cell className="whitespace-nowrap">{formatDay(day, locale)}</Cell>
            {byTier.map(({ tier, amount }) => (
              <Cell key={tier} numeric>
                {formatMoney(amount)}
              </Cell>
            ))}
            <Cell numeric>{formatMoney(total)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
