import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { NearGpu } from "@/lib/market/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

/** GPUs to look at instead, nearest first. */
export function NearList({ gpus }: { readonly gpus: readonly NearGpu[] }) {
  const t = useTranslations("gpu.near");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("gpu")}</HeadCell>
          <HeadCell numeric>{t("memory")}</HeadCell>
          <HeadCell numeric>{t("from")}</HeadCell>
          <HeadCell className="max-sm:hidden">{t("provider")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {gpus.map(({ modelId, name, memoryGb, cheapest }) => (
          <Row key={modelId}>
            <Cell>
              <SiteLink href={`/gpus/${modelId}`} className="text-accent hover:underline">
                {name}
              </SiteLink>
            </Cell>
            <Cell numeric>{memoryGb === null ? "–" : t("gigabytes", { gb: memoryGb })}</Cell>
            <Cell numeric>
              <Price value={cheapest.pricePerGpuHour} />
            </Cell>
            <Cell className="whitespace-nowrap max-sm:hidden">
              {cheapest.providerName} <PriceAge price={cheapest} ago className="ml-1.5 text-sm" />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
