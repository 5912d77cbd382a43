import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "@/components/console/overview-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.overview");
  return { title: t("title") };
}

export default function OverviewRoute() {
  return <OverviewPage />;
}
