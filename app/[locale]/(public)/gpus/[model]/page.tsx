import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { GpuAside } from "@/components/prices/gpu/gpu-aside";
import { GpuHead } from "@/components/prices/gpu/gpu-head";
import { GpuOffers } from "@/components/prices/gpu/gpu-offers";
import { MonthlyCostCard } from "@/components/prices/gpu/monthly-cost-card";
import { PriceCalendar } from "@/components/prices/gpu/price-calendar";
import { PriceHistory } from "@/components/prices/gpu/price-history";
import { ReferenceTable } from "@/components/prices/gpu/reference-table";
import { OfferGoneNote } from "@/components/prices/offer-gone-note";
import { Card, CardHead } from "@/components/ui/card";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { formatPrice } from "@/lib/format/money";
import { rivalOf } from "@/lib/gpus/compare-path";
import { gpuView } from "@/lib/market/queries";
import type { GpuPage } from "@/lib/prices/types";
import { alternatesOf, localeOf, pictureOf } from "../../page-address";
import { ProductFacts } from "./product-facts";

export const revalidate = 30;

/** No model is made at build time; each is made when first asked for. */
export function generateStaticParams(): { model: string }[] {
  return [];
}

interface ModelParams {
  readonly params: Promise<{ locale: string; model: string }>;
}

const load = cache(async (model: string) => (await gpuView(model, clock.now())) ?? notFound());

export async function generateMetadata({ params }: ModelParams): Promise<Metadata> {
  const { model, ...rest } = await params;
  const locale = localeOf(rest);
  const t = await getTranslations({ locale, namespace: "gpu" });
  const { page } = await load(model);
  const { cheapest, name } = page;
  const price = cheapest ? formatPrice(cheapest.pricePerGpuHour) : null;
  const providers = new Set(page.offers.map((offer) => offer.providerId)).size;
  return {
    title:
      price && cheapest?.kind === "live" ? t("titleFrom", { name, price }) : t("title", { name }),
    description: t("description", { name, offers: page.offers.length, providers }),
    alternates: alternatesOf(locale, `/gpus/${model}`),
    openGraph: pictureOf(model, name),
    twitter: { card: "summary_large_image" },
    // Search engines get no page that has nothing to compare.
    ...(isThin(page) && { robots: { index: false, follow: true } }),
  };
}

function isThin({ offers, referenceOffers }: GpuPage): boolean {
  return offers.length + referenceOffers.length < 2;
}

export default async function GpuModelPage({ params }: ModelParams) {
  const { model, ...rest } = await params;
  setRequestLocale(localeOf(rest));
  const t = await getTranslations("gpu");
  const view = await load(model);
  const { gpu, page, calendar, monthly } = view;
  return (
    <div className="page pt-5">
      {env.WORLD === "live" && <ProductFacts range={view.range} gpu={gpu} />}
      <RefreshWhenOld at={page.generatedAt} />
      <OfferGoneNote />
      <GpuHead page={page} gpu={gpu} verdict={view.verdict} rivalId={rivalOf(gpu.id)} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <GpuOffers page={page} near={view.near} />
          <Card>
            <CardHead title={t("history.title")} note={t("history.note")} />
            <PriceHistory history={view.history} until={page.generatedAt} />
          </Card>
          {monthly.length > 0 && <MonthlyCostCard offers={monthly} />}
          {calendar && (
            <Card>
              <CardHead title={t("calendar.title")} note={t("calendar.note")} />
              <PriceCalendar calendar={calendar} />
            </Card>
          )}
          {page.referenceOffers.length > 0 && (
            <Card>
              <CardHead title={t("reference.title")} note={t("reference.note")} />
              <ReferenceTable offers={page.referenceOffers} />
            </Card>
          )}
        </div>
        <GpuAside view={view} />
      </div>
    </div>
  );
}
