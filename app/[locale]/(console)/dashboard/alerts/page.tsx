import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertsPage } from "@/components/alerts/alerts-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import { createPriceAlert, removePriceAlert, switchPriceAlert } from "./actions";

interface AlertsRouteProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsRoute(props: AlertsRouteProps) {
  await pageLocale(props);
  const [{ model }, teamId] = await Promise.all([props.searchParams, pageTeamId()]);
  return (
    <AlertsPage
      initialModelId={typeof model === "string" ? model : null}
      create={createPriceAlert.bind(null, teamId)}
      turn={switchPriceAlert.bind(null, teamId)}
      remove={removePriceAlert.bind(null, teamId)}
    />
  );
}
