import { useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { SourcesView } from "@/lib/prices/types";

export interface FreshnessPolicyProps {
  readonly hours: SourcesView["freshnessHours"];
}

const levels = ["fresh", "stale", "old", "hidden"] as const;

/** From which age on a price is treated how, and which prices are not believed. */
export function FreshnessPolicy({ hours }: FreshnessPolicyProps) {
  const t = useTranslations("sources.policy");
  const limits = { ...hours, fresh: hours.stale };
  return (
    <>
      <Table caption={t("title")}>
        <thead>
          <tr>
            <HeadCell>{t("level")}</HeadCell>
            <HeadCell>{t("when")}</HeadCell>
            <HeadCell>{t("means")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {levels.map((level) => (
            <Row key={level} className="align-top">
              <Cell className="py-2.5 font-medium">{t(`levels.${level}`)}</Cell>
              <Cell className="py-2.5 whitespace-normal">
                {t(`whens.${level}`, { hours: limits[level] })}
              </Cell>
              <Cell className="py-2.5 whitespace-normal text-muted">{t(`meanings.${level}`)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="max-w-prose px-4 pt-3 text-sm text-muted">{t("dated")}</p>
      <p className="max-w-prose px-4 pt-1 pb-3 text-sm text-muted">{t("held")}</p>
    </>
  );
}
