import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CostsPage } from "@/components/costs/costs-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("costs");
  return { title: t("title") };
}

export default async function CostsRoute(props: LocaleParams) {
  await pageLocale(props);
  return <CostsPage />;
}
