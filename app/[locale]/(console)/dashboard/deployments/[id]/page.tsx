import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentPage } from "@/components/deployments/deployment-page";
import { type LocaleParams, pageLocale } from "../../../../page-locale";
import { pageTeamId } from "../../../page-team";
import { saveMachineAsTemplate } from "../../templates/actions";
import {
  extendDeployment,
  hibernateDeployment,
  renameDeployment,
  restartDeployment,
  setDeploymentChecks,
  startDeployment,
  stopDeployment,
  terminateDeployment,
  trustDeploymentHostKey,
} from "../actions";

interface DeploymentRouteProps extends LocaleParams {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("one") };
}

export default async function DeploymentRoute(props: DeploymentRouteProps) {
  await pageLocale(props);
  const [{ id }, teamId] = await Promise.all([props.params, pageTeamId()]);
  return (
    <DeploymentPage
      id={id}
      acts={{
        stop: stopDeployment.bind(null, teamId),
        hibernate: hibernateDeployment.bind(null, teamId),
        start: startDeployment.bind(null, teamId),
        restart: restartDeployment.bind(null, teamId),
        terminate: terminateDeployment.bind(null, teamId),
      }}
      extend={extendDeployment.bind(null, teamId)}
      saveTemplate={saveMachineAsTemplate.bind(null, teamId)}
      checks={{
        set: setDeploymentChecks.bind(null, teamId),
        trustHostKey: trustDeploymentHostKey.bind(null, teamId),
      }}
      rename={renameDeployment.bind(null, teamId)}
    />
  );
}
