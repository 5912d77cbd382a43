"use client";

import { useFormatter, useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { BestPriceView, CostPeriod } from "@/lib/costs/types";
import { formatMoney } from "@/lib/format/money";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";

/** What the same hours would have cost at the best price known at the time, and where. */
export function BestPriceCard({ period }: { readonly period: CostPeriod }) {
  const t = useTranslations("costs.bestPrice");
  const live = useLive<BestPriceView>(`costs/best-price?period=${period}`, {
    keepsPrevious: true,
    restMs: 6 * SLOW_MS,
  });
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      <LiveNotice live={live} />
      {live.data ? (
        <Comparison view={live.data} />
      ) : (
        live.trouble === null && <Skeleton className="m-4 h-40" />
      )}
    </Card>
  );
}

function Comparison({ view }: { readonly view: BestPriceView }) {
  const t = useTranslations("costs.bestPrice");
  const format = useFormatter();
  const { spent, compared, best, cheaper } = view;
  if (compared === "0") return <EmptyState title={t("none")} />;
  const share = format.number(Number(compared) / Number(spent), {
    style: "percent",
    maximumFractionDigits: 0,
    roundingMode: "floor",
  });
  return (
    <>
      <CardBody className="grid gap-3">
        <dl className="grid grid-cols-3 gap-3">
          <Figure name={t("spent")} amount={compared} />
          <Figure name={t("best")} amount={best} />
          <Figure name={t("saving")} amount={lessOf(compared, best)} />
        </dl>
        <p className="text-sm text-muted">
          {cheaper.length === 0 && `${t("already")} `}
          {t("covers", { share })} {t("countedTo")} <Instant at={view.at} />
        </p>
      </CardBody>
      {cheaper.length > 0 && <CheaperTable view={view} />}
    </>
  );
}

function Figure({ name, amount }: { readonly name: string; readonly amount: string }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="figures text-lg">{formatMoney(amount)}</dd>
    </div>
  );
}

function CheaperTable({ view: { cheaper } }: { readonly view: BestPriceView }) {
  const t = useTranslations("costs.bestPrice");
  const kind = useTranslations("pricingModels");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("gpu")}</HeadCell>
          <HeadCell>{t("from")}</HeadCell>
          <HeadCell>{t("at")}</HeadCell>
          <HeadCell numeric>{t("saving")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {cheaper.map(({ gpu, pricingModel, provider, cheaperProvider, saving }) => (
          <Row key={`${gpu} ${pricingModel} ${provider} ${cheaperProvider}`}>
            <Cell className="whitespace-nowrap">{`${gpu} · ${kind(pricingModel)}`}</Cell>
            <Cell className="whitespace-nowrap">{provider}</Cell>
            <Cell className="whitespace-nowrap">{cheaperProvider}</Cell>
            <Cell numeric>{formatMoney(saving)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function lessOf(whole: string, part: string): string {
  return microsToDecimal((microsFromDecimal(whole) ?? 0n) - (microsFromDecimal(part) ?? 0n));
}
