import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CostsPage } from "@/components/costs/costs-page";
import { currentScope } from "@/lib/auth/session";
import { parsePaidTier } from "@/lib/billing/plans";
import { tierHas, tierOf } from "@/lib/billing/tiers";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { removeTeamBudget, setTeamBudget } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("costs");
  return { title: t("title") };
}

export default async function CostsRoute(props: LocaleParams) {
  await pageLocale(props);
  const scope = await currentScope();
  const team = scope?.team;
  const teamId = team?.id ?? "";
  const hasBudgets = team ? tierHas(team.tier, "budgets") : false;
  return (
    <CostsPage
      budgets={{
        set: setTeamBudget.bind(null, teamId),
        remove: removeTeamBudget.bind(null, teamId),
        lockedTo: hasBudgets ? null : parsePaidTier(tierOf("budgets")),
      }}
    />
  );
}
