"use client";

import { Activity, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Locked } from "@/components/billing/locked";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { ListSkeleton } from "@/components/deployments/deployments-page";
import { ListToolbar } from "@/components/deployments/list/list-toolbar";
import {
  isNarrowed,
  type ListAddress,
  useListQuery,
} from "@/components/deployments/list/use-list-query";
import { useRows } from "@/components/deployments/list/use-rows";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { PaidTier } from "@/lib/billing/plans";
import type { SumsView } from "@/lib/monitoring/types";
import type { LiveMonitored } from "./live-monitored";
import { MonitorSums } from "./monitor-sums";
import { MonitorTable } from "./monitor-table";
import { type SetTeamRule, TeamRuleCard } from "./team-rule-card";

export interface MonitoringPageProps {
  readonly setTeamRule: SetTeamRule;
  readonly maySetRule: boolean;
  /** The tier that has monitoring; null where the team's own has. */
  readonly lockedTo: PaidTier | null;
}

/** All machines of all providers on one screen: what they do, how they are, what they cost. */
export function MonitoringPage({ lockedTo, ...props }: MonitoringPageProps) {
  const t = useTranslations("monitoring");
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("note")} />
      {lockedTo ? <Locked tier={lockedTo}>{t("locked")}</Locked> : <Monitored {...props} />}
    </div>
  );
}

function Monitored({ setTeamRule, maySetRule }: Omit<MonitoringPageProps, "lockedTo">) {
  const address = useListQuery();
  const { rows, see } = useRows<LiveMonitored>(address.text, {
    path: "monitoring",
    restMs: SLOW_MS,
  });
  const sums = useLive<SumsView>(`monitoring/sums?${address.text}`, {
    keepsPrevious: true,
    restMs: SLOW_MS,
  }).data;
  const search = useRef<HTMLInputElement>(null);
  const { live, total } = rows;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <LiveNotice live={live} />
        {sums && <MonitorSums sums={sums} />}
        {total === undefined ? (
          live.trouble === null && <ListSkeleton />
        ) : (
          <Card>
            <ListToolbar address={address} search={search} />
            {total > 0 ? (
              <MonitorTable rows={rows} total={total} address={address} onSeen={see} />
            ) : (
              <Nothing address={address} />
            )}
          </Card>
        )}
        {sums && <TeamRuleCard rule={sums.teamRule} set={setTeamRule} maySet={maySetRule} />}
      </div>
    </ServerClock>
  );
}

/** Why nothing is shown, and the next step. */
function Nothing({ address }: { readonly address: ListAddress }) {
  const t = useTranslations("monitoring");
  const list = useTranslations("deployments.list");
  if (isNarrowed(address.query)) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={list("noneFit")}
        text={list("noneFitHint")}
        action={
          <Button onClick={() => address.open(`show=${address.query.show}`)}>
            {list("clear")}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<Activity aria-hidden />}
      title={t("empty")}
      text={t("emptyText")}
      action={
        <Button asChild variant="primary">
          <SessionLink href="/gpus">{t("browse")}</SessionLink>
        </Button>
      }
    />
  );
}
