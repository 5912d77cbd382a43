import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { SoldModel } from "@/lib/market/types";
import type { PriceView } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

/** What a provider sells: each GPU with its lowest prices there. */
export function SoldModels({ models }: { readonly models: readonly SoldModel[] }) {
  const t = useTranslations("providerPages");
  const common = useTranslations("common");
  const hasSpot = models.some(({ spot }) => spot !== null);
  return (
    <Table caption={t("sellsTitle")}>
      <thead>
        <tr>
          <HeadCell>{t("gpu")}</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            {t("memory")}
          </HeadCell>
          <HeadCell numeric>{common("onDemand")}</HeadCell>
          {hasSpot && <HeadCell numeric>{common("spot")}</HeadCell>}
          <HeadCell numeric className="max-md:hidden">
            {t("offers")}
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {models.map(({ modelId, name, memoryGb, onDemand, spot, offerCount }) => (
          <Row key={modelId} className="align-top">
            <Cell className="py-2">
              <SiteLink href={`/gpus/${modelId}`} className="text-accent hover:underline">
                {name}
              </SiteLink>
            </Cell>
            <Cell numeric className="py-2 max-sm:hidden">
              {memoryGb === null ? "–" : common("memory", { gb: memoryGb })}
            </Cell>
            <PriceCell price={onDemand} />
            {hasSpot && <PriceCell price={spot} />}
            <Cell numeric className="py-2 max-md:hidden">
              {offerCount || "–"}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function PriceCell({ price }: { readonly price: PriceView | null }) {
  const t = useTranslations("providerPages");
  const isGone = price?.kind === "live" && price.availability === "unavailable";
  return (
    <Cell numeric className="py-2">
      <Price
        value={price?.pricePerGpuHour ?? null}
        per="nothing"
        absence={t("notSold")}
        className={price?.kind === "reference" || isGone ? "text-faint" : "font-medium"}
      />
      {price && (
        <div className="font-sans text-xs text-faint">
          {isGone ? t("soldOut") : <PriceAge price={price} compact />}
        </div>
      )}
    </Cell>
  );
}
