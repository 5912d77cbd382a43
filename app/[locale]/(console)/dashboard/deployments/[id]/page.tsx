import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentPage } from "@/components/deployments/deployment-page";
import {
  restartDeployment,
  startDeployment,
  stopDeployment,
  terminateDeployment,
} from "../actions";

interface DeploymentRouteProps {
  readonly params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("deployments");
  return { title: t("one") };
}

const acts = {
  stop: stopDeployment,
  start: startDeployment,
  restart: restartDeployment,
  terminate: terminateDeployment,
};

export default async function DeploymentRoute({ params }: DeploymentRouteProps) {
  return <DeploymentPage id={(await params).id} acts={acts} />;
}
