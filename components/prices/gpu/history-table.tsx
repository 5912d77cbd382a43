import { useLocale, useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { formatDay, formatShortInstant } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { Price } from "../price";
import type { Figure, HistoryRow } from "./history-points";

/** The chart's numbers, newest first. */
export function HistoryTable({ rows }: { readonly rows: readonly HistoryRow[] }) {
  const t = useTranslations("gpu.history");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell>{t("day")}</HeadCell>
            <HeadCell numeric>{t("onDemand")}</HeadCell>
            <HeadCell numeric>{t("spot")}</HeadCell>
            <HeadCell className="max-sm:hidden">{t("kind")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <Row key={row.at}>
              <Cell className="whitespace-nowrap">
                {row.kind === "move"
                  ? formatShortInstant(row.at, locale)
                  : formatDay(row.at, locale)}
              </Cell>
              <FigureCell figure={row.demand} />
              <FigureCell figure={row.spot} />
              <Cell className="whitespace-nowrap text-faint max-sm:hidden">
                {t(`kinds.${row.kind}`)}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function FigureCell({ figure }: { readonly figure: Figure | null }) {
  const t = useTranslations("gpu.history");
  const [low, high] = figure?.span ?? [];
  return (
    <Cell numeric className="max-sm:px-2">
      <Price value={figure?.price ?? null} per="nothing" absence={t("notSeen")} />
      {low && high && low !== high && (
        <span className="block text-xs text-faint">
          <Price value={low} per="nothing" /> – <Price value={high} per="nothing" />
        </span>
      )}
    </Cell>
  );
}
