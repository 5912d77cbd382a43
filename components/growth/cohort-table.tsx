"use client";

import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format/dates";
import type { GrowthView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

type Cohort = GrowthView["cohorts"][number];

/** Teams by the week of their sign-up: what share was active, and below it what share was paying. */
export function CohortTable({ cohorts }: Pick<GrowthView, "cohorts">) {
  const t = useTranslations("growth.cohorts");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  if (cohorts.length === 0) return <EmptyState title={t("none")} />;
  const most = Math.max(...cohorts.map(({ later }) => later.length));
  const weeks = Array.from({ length: most }, (_, week) => week);
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("week")}</HeadCell>
          <HeadCell numeric>{t("size")}</HeadCell>
          {weeks.map((week) => (
            <HeadCell key={week} numeric>
              {t("later", { count: week })}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {cohorts.map((cohort) => (
          <Row key={cohort.week}>
            <Cell className="whitespace-nowrap">{formatDay(cohort.week, locale)}</Cell>
            <Cell numeric>{cohort.size}</Cell>
            {weeks.map((week) => (
              <CohortCell key={week} size={cohort.size} counts={cohort.later[week]} />
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

interface CohortCellProps extends Pick<Cohort, "size"> {
  readonly counts: Cohort["later"][number] | undefined;
}

function CohortCell({ size, counts }: CohortCellProps) {
  const t = useTranslations("growth.cohorts");
  if (!counts) return <Cell />;
  const percent = (part: number) => (size === 0 ? 0 : Math.floor((part * 100) / size));
  return (
    <Cell numeric className="whitespace-nowrap px-2 text-sm">
      <span title={t("activeCount", { count: counts.active })}>{percent(counts.active)} %</span>
      <span className="block text-faint" title={t("payingCount", { count: counts.paying })}>
        {percent(counts.paying)} %
      </span>
    </Cell>
  );
}
