import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { SiteLink } from "@/components/layout/site-link";
import { GpuHead } from "@/components/prices/gpu/gpu-head";
import { OffersTable } from "@/components/prices/gpu/offers-table";
import { PriceHistory } from "@/components/prices/gpu/price-history";
import { ReferenceTable } from "@/components/prices/gpu/reference-table";
import { SpecList } from "@/components/prices/gpu/spec-list";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import { gpuHistory } from "@/lib/history/queries";
import { gpuPage } from "@/lib/prices/queries";
import { alternatesOf, localeOf } from "../../page-address";
import { ProductFacts } from "./product-facts";

export const revalidate = 30;

/** No model is made at build time; each is made when first asked for. */
export function generateStaticParams(): { model: string }[] {
  return [];
}

interface ModelParams {
  readonly params: Promise<{ locale: string; model: string }>;
}

const load = cache(async (model: string) => {
  const gpu = findGpu(model);
  const page = gpu && (await gpuPage(gpu.id, clock.now()));
  if (!gpu || !page) notFound();
  return { gpu, page };
});

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
  };
}

export default async function GpuModelPage({ params }: ModelParams) {
  const { model, ...rest } = await params;
  const locale = localeOf(rest);
  setRequestLocale(locale);
  const t = await getTranslations("gpu");
  const { gpu, page } = await load(model);
  const price = page.cheapest?.kind === "live" ? page.cheapest.pricePerGpuHour : null;
  const { history } = await gpuHistory(gpu.id, { price, now: new Date(page.generatedAt) });
  const others = page.variants.filter(({ modelId }) => modelId !== page.modelId);
  const lowestId = page.cheapest?.kind === "live" ? page.cheapest.offerId : null;
  return (
    <div className="page pt-5">
      {env.WORLD === "live" && <ProductFacts page={page} gpu={gpu} />}
      <RefreshWhenOld at={page.generatedAt} />
      <GpuHead page={page} gpu={gpu} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <Card>
            <CardHead
              title={t("offers.title")}
              note={t("offers.note", { count: page.offers.length })}
            />
            <OffersTable offers={page.offers} lowestId={lowestId} />
          </Card>
          <Card>
            <CardHead title={t("history.title")} note={t("history.note")} />
            <PriceHistory history={history} until={page.generatedAt} />
          </Card>
          {page.referenceOffers.length > 0 && (
            <Card>
              <CardHead title={t("reference.title")} note={t("reference.note")} />
              <ReferenceTable offers={page.referenceOffers} />
            </Card>
          )}
        </div>
        <div className="grid gap-6">
          <Card>
            <CardHead title={t("spec.title")} />
            <CardBody className="py-2.5">
              <SpecList gpu={gpu} />
            </CardBody>
          </Card>
          {others.length > 0 && (
            <Card>
              <CardHead title={t("variants.title")} note={t("variants.note")} />
              <CardBody className="flex flex-wrap gap-x-4 py-2.5">
                {others.map(({ modelId, name }) => (
                  <SiteLink
                    key={modelId}
                    href={`/gpus/${modelId}`}
                    className="py-1 text-accent hover:underline"
                  >
                    {name}
                  </SiteLink>
                ))}
              </CardBody>
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}
