import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LaunchPage } from "@/components/deployments/launch-page";
import { clock } from "@/lib/clock";
import { soldGpus } from "@/lib/market/queries";
import { sandboxKeys } from "@/lib/provider-keys/queries";
import { type LocaleParams, pageLocale } from "../../../../page-locale";
import { pageTeamId } from "../../../page-team";
import { addProviderKey } from "../../keys/actions";
import { launchBestDeployment, launchDeployment } from "../actions";

interface LaunchRouteProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("launch");
  return { title: t("title") };
}

export default async function LaunchRoute(props: LaunchRouteProps) {
  await pageLocale(props);
  const [{ offer, price, template }, locale] = await Promise.all([props.searchParams, getLocale()]);
  const [ready, sold, teamId] = await Promise.all([
    sandboxKeys(locale === "zh" ? "zh" : "en"),
    soldGpus(clock.now()),
    pageTeamId(),
  ]);
  return (
    <LaunchPage
      offerId={typeof offer === "string" && offer !== "" ? offer : null}
      templateId={typeof template === "string" && template !== "" ? template : null}
      seenPrice={typeof price === "string" && /^\d{1,6}(\.\d{1,6})?$/.test(price) ? price : null}
      sold={sold.map(({ modelId, name }) => ({ id: modelId, name }))}
      launchBest={launchBestDeployment.bind(null, teamId)}
      launch={launchDeployment.bind(null, teamId)}
      addKey={addProviderKey.bind(null, teamId)}
      readyKeys={ready.filter(({ key }) => !key.includes("<"))}
    />
  );
}
