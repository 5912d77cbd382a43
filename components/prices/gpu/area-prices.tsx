import { useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { AreaPrice } from "@/lib/market/types";
import type { LivePriceView } from "@/lib/prices/types";
import { Price } from "../price";

/** The cheapest price in each part of the world, and who asks it. */
export function AreaPrices({ areas }: { readonly areas: readonly AreaPrice[] }) {
  const t = useTranslations("gpu.areas");
  const common = useTranslations("common");
  const hasSpot = areas.some(({ spot }) => spot !== null);
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("area")}</HeadCell>
          <HeadCell numeric className={hasSpot ? "px-2" : undefined}>
            {common("onDemand")}
          </HeadCell>
          {hasSpot && <HeadCell numeric>{common("spot")}</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {areas.map(({ area, onDemand, spot }) => (
          <Row key={area ?? "unknown"} className="align-top">
            <Cell className="py-2">{t(`names.${area ?? "unknown"}`)}</Cell>
            <AreaCell price={onDemand} className={hasSpot ? "px-2" : ""} />
            {hasSpot && <AreaCell price={spot} className="" />}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

interface AreaCellProps {
  readonly price: LivePriceView | null;
  readonly className: string;
}

function AreaCell({ price, className }: AreaCellProps) {
  const t = useTranslations("gpu.areas");
  return (
    <Cell numeric className={`py-2 ${className}`}>
      <Price value={price?.pricePerGpuHour ?? null} per="nothing" absence={t("none")} />
      {price && <div className="font-sans text-xs text-faint">{price.providerName}</div>}
    </Cell>
  );
}
