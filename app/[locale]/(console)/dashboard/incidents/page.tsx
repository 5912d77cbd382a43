import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IncidentsPage } from "@/components/incidents/incidents-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("incidents");
  return { title: t("title") };
}

export default async function IncidentsRoute(props: LocaleParams) {
  await pageLocale(props);
  return <IncidentsPage />;
}
