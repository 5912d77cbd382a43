"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { MonthlyOffer } from "@/lib/market/types";
import { Price } from "../price";
import { HOURS_PER_MONTH, type MonthlyCost, type MonthlyUse, rankByMonth } from "./monthly-cost";
import { UseSlider } from "./use-slider";

const firstUse: MonthlyUse = { hours: 200, storageGb: 200, egressGb: 100 };

export interface MonthlyCostCardProps {
  /** Each provider's cheapest, on demand. */
  readonly offers: readonly MonthlyOffer[];
}

/** What a month of one GPU truly costs at each provider, by how it is used. */
export function MonthlyCostCard({ offers }: MonthlyCostCardProps) {
  const t = useTranslations("gpu.monthly");
  const [use, setUse] = useState(firstUse);
  const set = (part: keyof MonthlyUse) => (value: number) => setUse({ ...use, [part]: value });
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      <div className="grid gap-x-8 gap-y-3 border-b border-line px-4 py-3 sm:grid-cols-3">
        <UseSlider
          label={t("hours")}
          value={use.hours}
          text={t("hoursValue", { hours: use.hours })}
          most={HOURS_PER_MONTH}
          least={1}
          step={1}
          onChange={set("hours")}
        />
        <UseSlider
          label={t("storage")}
          value={use.storageGb}
          text={t("gigabytes", { gb: use.storageGb })}
          most={2_000}
          step={20}
          onChange={set("storageGb")}
        />
        <UseSlider
          label={t("egress")}
          value={use.egressGb}
          text={t("gigabytes", { gb: use.egressGb })}
          most={5_000}
          step={50}
          onChange={set("egressGb")}
        />
      </div>
      <Table caption={t("title")}>
        <thead>
          <tr>
            <HeadCell>{t("provider")}</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("machine")}
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("storageCost")}
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("egressCost")}
            </HeadCell>
            <HeadCell numeric>{t("total")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rankByMonth(offers, use).map(({ offer, cost }) => (
            <MonthRow key={offer.providerId} offer={offer} cost={cost} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface MonthRowProps {
  readonly offer: MonthlyOffer;
  readonly cost: MonthlyCost;
}

function MonthRow({ offer, cost }: MonthRowProps) {
  const t = useTranslations("gpu.monthly");
  const unknown = t("notPublished");
  return (
    <Row className="align-top">
      <Cell className="w-full max-w-0 py-2 sm:min-w-48">
        <div className="font-medium">{offer.providerName}</div>
        {offer.gpuCount > 1 && (
          <div className="text-xs">{t("wholeMachine", { count: offer.gpuCount })}</div>
        )}
        <div className="text-xs text-faint">{t(`stopped.${offer.fees.stopped ?? "unknown"}`)}</div>
      </Cell>
      <Cell numeric className="py-2 max-sm:hidden">
        <Price value={cost.machine} per="nothing" />
      </Cell>
      <Cell numeric className="py-2 max-sm:hidden">
        <Price value={cost.storage} per="nothing" absence={unknown} />
      </Cell>
      <Cell numeric className="py-2 max-sm:hidden">
        <Price value={cost.egress} per="nothing" absence={unknown} />
      </Cell>
      <Cell numeric className="whitespace-nowrap py-2">
        {cost.isLeast && <span className="mr-1 font-sans text-xs text-faint">{t("atLeast")}</span>}
        <Price value={cost.total} per="nothing" className="font-medium" />
      </Cell>
    </Row>
  );
}
