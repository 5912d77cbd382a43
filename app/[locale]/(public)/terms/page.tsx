import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { DraftNote } from "@/components/legal/draft-note";
import { TextParts } from "@/components/legal/text-parts";
import { PageHeader } from "@/components/ui/page-header";
import { priceList } from "@/lib/pricing/queries";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

const parts = [
  "service",
  "prices",
  "accounts",
  "care",
  "subscription",
  "failure",
  "limits",
  "changes",
] as const;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "legal.terms" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/terms"),
  };
}

export default async function TermsPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("legal.terms");
  const { graceDays } = priceList().figures;
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <DraftNote />
      <TextParts page="terms" ids={parts} figures={{ graceDays }} />
    </div>
  );
}
