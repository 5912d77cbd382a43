import { useTranslations } from "next-intl";
import { Card, CardHead } from "@/components/ui/card";
import type { NearGpu } from "@/lib/market/types";
import type { GpuPage } from "@/lib/prices/types";
import { NearList } from "./near-list";
import { OffersTable } from "./offers-table";

export interface GpuOffersProps {
  readonly page: GpuPage;
  /** What to look at instead where nobody sells a whole card. */
  readonly near: readonly NearGpu[];
}

/** Whole cards; slices of a card by themselves, since they compare with nothing else. */
export function GpuOffers({ page, near }: GpuOffersProps) {
  const t = useTranslations("gpu");
  const whole = page.offers.filter((offer) => !offer.isPartition);
  const slices = page.offers.filter((offer) => offer.isPartition);
  const lowestId = page.cheapest?.kind === "live" ? page.cheapest.offerId : null;
  const instead = whole.length === 0 && near.length > 0;
  return (
    <>
      {instead ? (
        <Card>
          <CardHead title={t("offers.none")} note={t("near.note")} />
          <NearList gpus={near} />
        </Card>
      ) : (
        <Card>
          <CardHead title={t("offers.title")} note={t("offers.note", { count: whole.length })} />
          <OffersTable caption={t("offers.caption")} offers={whole} lowestId={lowestId} />
        </Card>
      )}
      {slices.length > 0 && (
        <Card>
          <CardHead title={t("slices.title")} note={t("slices.note")} />
          <OffersTable caption={t("slices.title")} offers={slices} lowestId={null} />
        </Card>
      )}
    </>
  );
}
