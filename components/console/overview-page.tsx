"use client";

import { KeyRound, Plus, TrendingDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { FrozenKeys } from "@/components/billing/key-room";
import { DayCostsCard } from "@/components/costs/day-costs-card";
import { DeploymentList } from "@/components/deployments/deployment-list";
import { ListSkeleton } from "@/components/deployments/deployments-page";
import { isMoving, type LiveDeployment } from "@/components/deployments/live-deployment";
import type { LiveKeys } from "@/components/keys/live-keys";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Link } from "@/lib/i18n/navigation";
import type { Overview } from "@/lib/overview/types";
import { FirstSteps } from "./first-steps";
import { Greeting } from "./greeting";
import { LiveNotice } from "./live-notice";
import { OverviewFigures } from "./overview-figures";
import { ProblemList } from "./problems/problem-list";
import { ServerClock } from "./server-clock";
import { useLive } from "./use-live";

export type LiveOverview = Overview<LiveDeployment>;

/** What runs, what it costs, what is wrong, the last deployments, and the first steps until done. */
export function OverviewPage() {
  const t = useTranslations("console.overview");
  const live = useLive<LiveOverview>("overview", {
    isMoving: ({ recent }) => recent.some(isMoving),
  });
  const keys = useLive<LiveKeys>("keys");
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader
          title={t("title")}
          note={live.data ? <Greeting name={live.data.personName} /> : <>&nbsp;</>}
          actions={<QuickActions />}
        />
        <LiveNotice live={live} />
        {keys.data && <FrozenKeys {...keys.data} />}
        {live.data && live.now ? (
          <Body overview={live.data} at={live.now} />
        ) : (
          live.trouble === null && <ListSkeleton />
        )}
      </div>
    </ServerClock>
  );
}

function Body({ overview, at }: { readonly overview: LiveOverview; readonly at: string }) {
  const t = useTranslations("console.overview");
  const { firstSteps, machines, spend, problems, recent } = overview;
  return (
    <>
      <FirstSteps view={firstSteps} />
      <OverviewFigures machines={machines} spend={spend} problems={problems.count} />
      {problems.count > 0 && <Problems view={problems} />}
      <Recent views={recent} at={at} />
      <DayCostsCard
        title={t("spend.title")}
        note={t("spend.note", { timeZone: spend.timeZone })}
        days={spend.days}
        hasLabels
      />
    </>
  );
}

function QuickActions() {
  const t = useTranslations("console.overview");
  return (
    <>
      <Button asChild>
        <SessionLink href="/gpus">
          <TrendingDown aria-hidden className="size-4" />
          {t("browse")}
        </SessionLink>
      </Button>
      <Button asChild>
        <Link href="/dashboard/keys">
          <KeyRound aria-hidden className="size-4" />
          {t("addKey")}
        </Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/dashboard/deployments/new">
          <Plus aria-hidden className="size-4" />
          {t("launch")}
        </Link>
      </Button>
    </>
  );
}

function Problems({ view }: { readonly view: LiveOverview["problems"] }) {
  const t = useTranslations("console.problems");
  return (
    <Card id="problems">
      <CardHead title={t("title")} />
      <ProblemList view={view} />
    </Card>
  );
}

function Recent({ views, at }: { readonly views: readonly LiveDeployment[]; readonly at: string }) {
  const t = useTranslations("console.overview");
  return (
    <Card>
      <CardHead
        title={t("recent")}
        actions={
          views.length > 0 && (
            <Link href="/dashboard/deployments" className="py-1 text-accent underline">
              {t("all")}
            </Link>
          )
        }
      />
      {views.length > 0 ? (
        <DeploymentList caption={t("recent")} views={views} at={at} />
      ) : (
        <EmptyState
          title={t("empty")}
          action={
            <Button asChild>
              <SessionLink href="/gpus">{t("browse")}</SessionLink>
            </Button>
          }
        />
      )}
    </Card>
  );
}
