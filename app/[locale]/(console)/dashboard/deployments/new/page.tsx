import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LaunchPage } from "@/components/deployments/launch-page";
import { sandboxKeys } from "@/lib/provider-keys/queries";
import { addProviderKey } from "../../keys/actions";
import { launchDeployment } from "../actions";

interface LaunchRouteProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("launch");
  return { title: t("title") };
}

export default async function LaunchRoute({ searchParams }: LaunchRouteProps) {
  const [{ offer, price }, locale] = await Promise.all([searchParams, getLocale()]);
  const ready = await sandboxKeys(locale === "zh" ? "zh" : "en");
  return (
    <LaunchPage
      offerId={typeof offer === "string" && offer !== "" ? offer : null}
      seenPrice={typeof price === "string" && /^\d{1,6}(\.\d{1,6})?$/.test(price) ? price : null}
      launch={launchDeployment}
      addKey={addProviderKey}
      readyKeys={ready.filter(({ key }) => !key.includes("<"))}
    />
  );
}
