import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ClientTexts } from "@/components/layout/client-texts";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { PricingQuestions } from "@/components/pricing/pricing-questions";
import { TierCards } from "@/components/pricing/tier-cards";
import { TierTable } from "@/components/pricing/tier-table";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { priceList } from "@/lib/pricing/queries";
import { joinWaitingListByMail } from "../actions";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

/** Made anew now and then, since what is sold here is a setting and a page made before outlives it. */
export const revalidate = 300;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "pricing" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/pricing"),
  };
}

export default async function PricingPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("pricing");
  const { offers, limits, features, figures } = priceList();
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <ClientTexts namespaces={["common", "waiting", "tiers"]}>
        <TierCards offers={offers} join={joinWaitingListByMail} />
      </ClientTexts>
      <Card>
        <CardHead title={t("table.title")} note={t("table.note")} />
        <TierTable limits={limits} features={features} />
      </Card>
      <section aria-labelledby="questions" className="pt-4">
        <h2 id="questions" className="pb-4 text-lg tracking-tight">
          {t("questions.title")}
        </h2>
        <PricingQuestions figures={figures} />
      </section>
    </div>
  );
}
