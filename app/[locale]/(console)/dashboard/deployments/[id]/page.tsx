import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentPage } from "@/components/deployments/deployment-page";
import { type LocaleParams, pageLocale } from "../../../../page-locale";
import {
  extendDeployment,
  hibernateDeployment,
  renameDeployment,
  restartDeployment,
  startDeployment,
  stopDeployment,
  terminateDeployment,
} from "../actions";

interface DeploymentRouteProps extends LocaleParams {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("one") };
}

const acts = {
  stop: stopDeployment,
  hibernate: hibernateDeployment,
  start: startDeployment,
  restart: restartDeployment,
  terminate: terminateDeployment,
};

export default async function DeploymentRoute(props: DeploymentRouteProps) {
  await pageLocale(props);
  return (
    <DeploymentPage
      id={(await props.params).id}
      acts={acts}
      extend={extendDeployment}
      rename={renameDeployment}
    />
  );
}
