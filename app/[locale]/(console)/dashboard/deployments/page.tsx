import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentsPage } from "@/components/deployments/deployments-page";
import { currentScope } from "@/lib/auth/session";
import { parsePaidTier } from "@/lib/billing/plans";
import { tierHas, tierOf } from "@/lib/billing/tiers";
import { redirect } from "@/lib/i18n/navigation";
import { listViews } from "@/lib/saved-views/queries";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import {
  adoptStrayMachine,
  batchDeployments,
  defaultListView,
  ignoreStrayMachine,
  readDeploymentBatch,
  removeListView,
  renameListView,
  saveListView,
  terminateStrayMachine,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

interface DeploymentsRouteProps extends LocaleParams {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function DeploymentsRoute(props: DeploymentsRouteProps) {
  const locale = await pageLocale(props);
  const [scope, asked] = await Promise.all([currentScope(), props.searchParams]);
  const team = scope?.team;
  if (scope && team && Object.keys(asked).length === 0) {
    const views = await listViews({ ...scope, team }, "deployments");
    const query = views.find(({ isDefault }) => isDefault)?.query;
    if (query) return redirect({ href: `/dashboard/deployments?${query}`, locale });
  }
  const teamId = team?.id ?? "";
  const hasBatch = team ? tierHas(team.tier, "batchActions") : false;
  return (
    <DeploymentsPage
      strays={{
        adopt: adoptStrayMachine.bind(null, teamId),
        ignore: ignoreStrayMachine.bind(null, teamId),
        terminate: terminateStrayMachine.bind(null, teamId),
      }}
      views={{
        save: saveListView.bind(null, teamId),
        rename: renameListView.bind(null, teamId),
        setDefault: defaultListView.bind(null, teamId),
        remove: removeListView.bind(null, teamId),
      }}
      batch={batchDeployments.bind(null, teamId)}
      closeBatch={readDeploymentBatch.bind(null, teamId)}
      batchLockedTo={hasBatch ? null : parsePaidTier(tierOf("batchActions"))}
    />
  );
}
