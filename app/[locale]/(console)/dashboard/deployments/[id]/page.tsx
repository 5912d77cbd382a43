import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentPage } from "@/components/deployments/deployment-page";
import { currentScope } from "@/lib/auth/session";
import { parsePaidTier } from "@/lib/billing/plans";
import { tierHas, tierOf } from "@/lib/billing/tiers";
import { type LocaleParams, pageLocale } from "../../../../page-locale";
import { setMachineIdleRule } from "../../monitoring/actions";
import { saveMachineAsTemplate } from "../../templates/actions";
import {
  extendDeployment,
  hibernateDeployment,
  pauseDeploymentRepair,
  renameDeployment,
  restartDeployment,
  resumeDeploymentRepair,
  setDeploymentChecks,
  setDeploymentRepairPolicy,
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
  const [{ id }, scope] = await Promise.all([props.params, currentScope()]);
  const team = scope?.team;
  const teamId = team?.id ?? "";
  const hasIdleRules = team ? tierHas(team.tier, "monitoring") : false;
  const hasRepair = team ? tierHas(team.tier, "autoRepair") : false;
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
      idle={{
        set: setMachineIdleRule.bind(null, teamId),
        lockedTo: hasIdleRules ? null : parsePaidTier(tierOf("monitoring")),
      }}
      repair={{
        set: setDeploymentRepairPolicy.bind(null, teamId),
        pause: pauseDeploymentRepair.bind(null, teamId),
        resume: resumeDeploymentRepair.bind(null, teamId),
        lockedTo: hasRepair ? null : parsePaidTier(tierOf("autoRepair")),
      }}
      rename={renameDeployment.bind(null, teamId)}
    />
  );
}
