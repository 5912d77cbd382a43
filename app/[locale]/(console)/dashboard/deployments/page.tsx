import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentsPage } from "@/components/deployments/deployments-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

export default function DeploymentsRoute() {
  return <DeploymentsPage />;
}
