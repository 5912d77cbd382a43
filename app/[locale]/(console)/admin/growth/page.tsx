import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { GrowthPage } from "@/components/growth/growth-page";
import { currentScopeIsOperator } from "@/lib/auth/session";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { readGrowthFigures } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("growth");
  return { title: t("title"), robots: { index: false } };
}

/** For the people who run the installation; for anybody else there is no such page. */
export default async function GrowthRoute(props: LocaleParams) {
  await pageLocale(props);
  if (!(await currentScopeIsOperator())) notFound();
  return <GrowthPage read={readGrowthFigures} />;
}
