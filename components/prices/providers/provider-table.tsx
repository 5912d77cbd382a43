import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Badge } from "@/components/ui/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { ProviderCard } from "@/lib/market/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

export interface ProviderTableProps {
  readonly caption: string;
  readonly providers: readonly ProviderCard[];
}

/** Providers with what they sell, one example of a price, and how we know it. */
export function ProviderTable({ caption, providers }: ProviderTableProps) {
  const t = useTranslations("providerPages");
  const isLive = providers.some(({ live }) => live !== null);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeadCell>{t("provider")}</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            {t("models")}
          </HeadCell>
          <HeadCell>{t("cheapest")}</HeadCell>
          {isLive && <HeadCell className="max-lg:hidden">{t("access")}</HeadCell>}
          {isLive && <HeadCell className="max-md:hidden">{t("stopped")}</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} isLive={isLive} />
        ))}
      </tbody>
    </Table>
  );
}

interface ProviderRowProps {
  readonly provider: ProviderCard;
  readonly isLive: boolean;
}

function ProviderRow({ provider, isLive }: ProviderRowProps) {
  const t = useTranslations("providerPages");
  const stopped = useTranslations("gpu.monthly.stopped");
  const { id, name, live, sells, modelCount } = provider;
  return (
    <Row className="align-top">
      <Cell className="py-2 sm:min-w-56">
        <SiteLink href={`/providers/${id}`} className="font-medium text-accent hover:underline">
          {name}
        </SiteLink>
        {live?.isLaunchable && (
          <Badge tone="accent" className="ml-2">
            {t("launchable")}
          </Badge>
        )}
        <div className="text-xs text-faint">{sells.join(", ")}</div>
      </Cell>
      <Cell numeric className="py-2 max-sm:hidden">
        {modelCount}
      </Cell>
      <Cell className="py-2">
        <Example cheapest={provider.cheapest} />
      </Cell>
      {isLive && (
        <Cell className="py-2 text-sm text-muted max-lg:hidden">
          {live && t(`accessKinds.${live.source.access}`)}
        </Cell>
      )}
      {isLive && (
        <Cell className="py-2 text-sm text-muted max-md:hidden">
          {live && stopped(live.fees.stopped ?? "unknown")}
        </Cell>
      )}
    </Row>
  );
}

function Example({ cheapest }: Pick<ProviderCard, "cheapest">) {
  const t = useTranslations("providerPages");
  if (!cheapest) return <Price value={null} absence={t("noPrice")} />;
  return (
    <>
      <Price value={cheapest.pricePerGpuHour} />
      <div className="text-xs text-faint">
        {cheapest.modelName} · <PriceAge price={cheapest} />
      </div>
    </>
  );
}
