import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { FreshnessPolicy } from "@/components/prices/sources/freshness-policy";
import { LiveSources } from "@/components/prices/sources/live-sources";
import { ReferenceSources } from "@/components/prices/sources/reference-sources";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { clock } from "@/lib/clock";
import { sourceStates } from "@/lib/prices/queries";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

export const revalidate = 30;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "sources" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/sources"),
  };
}

export default async function SourcesPage({ params }: PageParams) {
  const locale = localeOf(await params);
  setRequestLocale(locale);
  const t = await getTranslations("sources");
  const now = clock.now();
  const sources = await sourceStates(now);
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <RefreshWhenOld at={now.toISOString()} />
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <Card>
        <CardHead title={t("live.title")} note={t("live.note")} />
        <LiveSources sources={sources.live} />
      </Card>
      <Card>
        <CardHead title={t("policy.title")} note={t("policy.note")} />
        <FreshnessPolicy hours={sources.freshnessHours} />
      </Card>
      <Card>
        <CardHead title={t("reference.title")} note={t("reference.note")} />
        <ReferenceSources sources={sources.reference} />
      </Card>
    </div>
  );
}
