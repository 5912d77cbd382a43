import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentsPage } from "@/components/deployments/deployments-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

export default async function DeploymentsRoute(props: LocaleParams) {
  await pageLocale(props);
  return <DeploymentsPage />;
}
