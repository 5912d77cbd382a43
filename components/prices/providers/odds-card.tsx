import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { OddsView, ProviderOdds } from "@/lib/odds/types";

const MOST_SHOWN = 12;

/** How launches there ended and whether prices held; nothing until enough teams have launched. */
export function OddsCard({ odds, honesty }: ProviderOdds) {
  const t = useTranslations("providerPages.odds");
  if (odds.length === 0 && !honesty) return null;
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      {honesty && (
        <CardBody className="py-2.5">
          <p>{t("honesty", { percent: honesty.asQuotedPercent, receipts: honesty.receipts })}</p>
        </CardBody>
      )}
      {odds.length > 0 && (
        <Table caption={t("title")} className="text-sm">
          <thead>
            <tr>
              <HeadCell>{t("gpu")}</HeadCell>
              <HeadCell numeric>{t("success")}</HeadCell>
              <HeadCell numeric>{t("ready")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {odds.slice(0, MOST_SHOWN).map((one) => (
              <OddsRow key={`${one.modelId} ${one.region}`} odds={one} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function OddsRow({ odds }: { readonly odds: OddsView }) {
  const t = useTranslations("providerPages.odds");
  const { medianReadySeconds: median, p90ReadySeconds: p90 } = odds;
  return (
    <Row>
      <Cell>
        {odds.modelName}
        <span className="block text-xs text-faint">{odds.region ?? t("allRegions")}</span>
      </Cell>
      <Cell numeric>
        {odds.successPercent} %
        <span className="block text-xs text-faint">{t("launches", { count: odds.launches })}</span>
      </Cell>
      <Cell numeric>{median === null ? "–" : t("seconds", { median, p90: p90 ?? median })}</Cell>
    </Row>
  );
}
