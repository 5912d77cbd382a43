import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { FeeFacts } from "@/components/prices/providers/fee-facts";
import { OddsCard } from "@/components/prices/providers/odds-card";
import { ProviderHead } from "@/components/prices/providers/provider-head";
import { SoldModels } from "@/components/prices/providers/sold-models";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { clock } from "@/lib/clock";
import { providerView } from "@/lib/market/queries";
import { alternatesOf, localeOf } from "../../page-address";

export const revalidate = 30;

/** No provider is made at build time; each is made when first asked for. */
export function generateStaticParams(): { id: string }[] {
  return [];
}

interface ProviderParams {
  readonly params: Promise<{ locale: string; id: string }>;
}

const load = cache(async (id: string) => (await providerView(id, clock.now())) ?? notFound());

export async function generateMetadata({ params }: ProviderParams): Promise<Metadata> {
  const { id, ...rest } = await params;
  const locale = localeOf(rest);
  const t = await getTranslations({ locale, namespace: "providerPages" });
  const { name, modelCount } = (await load(id)).card;
  return {
    title: t("titleOf", { name }),
    description: t("descriptionOf", { name, models: modelCount }),
    alternates: alternatesOf(locale, `/providers/${id}`),
  };
}

export default async function ProviderPage({ params }: ProviderParams) {
  const { id, ...rest } = await params;
  setRequestLocale(localeOf(rest));
  const t = await getTranslations("providerPages");
  const { card, models, odds, generatedAt } = await load(id);
  return (
    <div className="page pt-5">
      <RefreshWhenOld at={generatedAt} />
      <ProviderHead card={card} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <Card>
          <CardHead title={t("sellsTitle")} note={t("sellsNote")} />
          {models.length > 0 ? (
            <SoldModels models={models} />
          ) : (
            <EmptyState title={t("nothing")} text={t("nothingText")} />
          )}
        </Card>
        <div className="grid gap-6">
          {card.live && (
            <Card>
              <CardHead title={t("fees.title")} note={t("fees.note")} />
              <CardBody className="py-2.5">
                <FeeFacts fees={card.live.fees} />
              </CardBody>
            </Card>
          )}
          <OddsCard {...odds} />
        </div>
      </div>
    </div>
  );
}
