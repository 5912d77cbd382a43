import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { ProviderTable } from "@/components/prices/providers/provider-table";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { clock } from "@/lib/clock";
import { providerDirectory } from "@/lib/market/queries";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

export const revalidate = 30;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "providerPages" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/providers"),
  };
}

export default async function ProvidersPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("providerPages");
  const now = clock.now();
  const providers = await providerDirectory(now);
  const live = providers.filter((provider) => provider.live !== null);
  const dated = providers.filter((provider) => provider.live === null);
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <RefreshWhenOld at={now.toISOString()} />
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <Card>
        <CardHead title={t("liveTitle")} note={t("liveNote", { count: live.length })} />
        <ProviderTable caption={t("liveTitle")} providers={live} />
      </Card>
      {dated.length > 0 && (
        <Card>
          <CardHead title={t("datedTitle")} note={t("datedNote", { count: dated.length })} />
          <ProviderTable caption={t("datedTitle")} providers={dated} />
        </Card>
      )}
    </div>
  );
}
