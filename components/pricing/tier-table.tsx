import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { tiers } from "@/lib/billing/tiers";
import type { FeatureRow, LimitRow, PriceListView } from "@/lib/pricing/types";

/** Every limit and every feature against every tier; what is not built says so. */
export function TierTable({ limits, features }: Pick<PriceListView, "limits" | "features">) {
  const t = useTranslations("pricing");
  const names = useTranslations("tiers.names");
  return (
    <Table caption={t("table.title")}>
      <thead>
        <tr>
          <HeadCell>{t("table.what")}</HeadCell>
          {tiers.map((tier) => (
            <HeadCell key={tier}>{names(tier)}</HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {limits.map((row) => (
          <Limits key={row.limit} row={row} />
        ))}
        {features.map((row) => (
          <Features key={row.feature} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

const nameClass = "py-2 pr-4 pl-4 text-left font-normal max-sm:min-w-36";

function Limits({ row: { limit, most } }: { readonly row: LimitRow }) {
  const t = useTranslations("pricing.table");
  return (
    <Row>
      <th scope="row" className={nameClass}>
        {t(`limits.${limit}`)}
      </th>
      {tiers.map((tier) => (
        <Cell key={tier}>
          {most[tier] === null ? t("noLimit") : <span className="figures">{most[tier]}</span>}
          {limit === "members" && most[tier] !== 1 && (
            <span className="text-muted"> {t("furtherSeats")}</span>
          )}
        </Cell>
      ))}
    </Row>
  );
}

function Features({ row: { feature, isAvailable, in: isIn } }: { readonly row: FeatureRow }) {
  const names = useTranslations("tiers.features");
  return (
    <Row>
      <th scope="row" className={nameClass}>
        {names(feature)}
      </th>
      {tiers.map((tier) => (
        <Cell key={tier}>{isIn[tier] ? <Has isAvailable={isAvailable} /> : <HasNot />}</Cell>
      ))}
    </Row>
  );
}

function Has({ isAvailable }: Pick<FeatureRow, "isAvailable">) {
  const t = useTranslations("pricing");
  if (!isAvailable) return <Badge>{t("planned")}</Badge>;
  return (
    <>
      <Check aria-hidden className="size-4 text-good" />
      <span className="sr-only">{t("table.yes")}</span>
    </>
  );
}

function HasNot() {
  const t = useTranslations("pricing.table");
  return (
    <>
      <span aria-hidden className="text-faint">
        –
      </span>
      <span className="sr-only">{t("no")}</span>
    </>
  );
}
