import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentsPage } from "@/components/deployments/deployments-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import { adoptStrayMachine, ignoreStrayMachine, terminateStrayMachine } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

export default async function DeploymentsRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <DeploymentsPage
      strays={{
        adopt: adoptStrayMachine.bind(null, teamId),
        ignore: ignoreStrayMachine.bind(null, teamId),
        terminate: terminateStrayMachine.bind(null, teamId),
      }}
    />
  );
}
