import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MonitoringPage } from "@/components/monitoring/monitoring-page";
import { roleMay } from "@/lib/auth/permissions";
import { currentScope } from "@/lib/auth/session";
import { parsePaidTier } from "@/lib/billing/plans";
import { tierHas, tierOf } from "@/lib/billing/tiers";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { setTeamIdleRule } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("monitoring");
  return { title: t("title") };
}

export default async function MonitoringRoute(props: LocaleParams) {
  await pageLocale(props);
  const team = (await currentScope())?.team;
  const isOpen = team ? tierHas(team.tier, "monitoring") : false;
  return (
    <MonitoringPage
      setTeamRule={setTeamIdleRule.bind(null, team?.id ?? "")}
      maySetRule={team ? roleMay(team.role, "members.write") : false}
      lockedTo={isOpen ? null : parsePaidTier(tierOf("monitoring"))}
    />
  );
}
