import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "@/components/console/overview-page";
import { type LocaleParams, pageLocale } from "../../page-locale";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("console.overview");
  return { title: t("title") };
}

export default async function OverviewRoute(props: LocaleParams) {
  await pageLocale(props);
  return <OverviewPage />;
}
