"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { ReferenceOfferView } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

const FIRST_ROWS = 8;

export interface ReferenceTableProps {
  readonly offers: readonly ReferenceOfferView[];
}

/** Dated offers somebody saw: for orientation, never to launch. */
export function ReferenceTable({ offers }: ReferenceTableProps) {
  const t = useTranslations("gpu.reference");
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? offers : offers.slice(0, FIRST_ROWS);
  return (
    <>
      <Table caption={t("caption")} className="text-muted">
        <thead>
          <tr>
            <HeadCell>{t("provider")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("region")}</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("gpus")}
            </HeadCell>
            <HeadCell numeric>{t("price")}</HeadCell>
            <HeadCell numeric>{t("seen")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((offer) => (
            <Row key={offer.id}>
              <Cell className="w-full max-w-0 sm:min-w-52">
                <span className="flex flex-wrap items-center gap-x-2">
                  {offer.providerName}
                  {offer.pricingModel === "spot" && <Badge tone="spot">{t("spot")}</Badge>}
                  {offer.isPartition && <Badge>{t("partition")}</Badge>}
                </span>
                {offer.instanceType && (
                  <span className="block truncate text-xs text-faint">{offer.instanceType}</span>
                )}
              </Cell>
              <Cell className="whitespace-nowrap max-md:hidden">{offer.region ?? "–"}</Cell>
              <Cell numeric className="max-sm:hidden">
                {offer.gpuCount}
              </Cell>
              <Cell numeric>
                <Price value={offer.pricePerGpuHour} per="nothing" />
              </Cell>
              <Cell className="whitespace-nowrap text-right text-sm">
                <PriceAge price={offer} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {offers.length > shown.length && (
        <div className="border-t border-line p-2 text-center">
          <Button variant="ghost" size="sm" onClick={() => setWhole(true)}>
            {t("showAll", { count: offers.length })}
          </Button>
        </div>
      )}
    </>
  );
}
