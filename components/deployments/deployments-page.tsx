"use client";

import { Plus, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Link } from "@/lib/i18n/navigation";
import { DeploymentList } from "./deployment-list";
import { isMoving, isOver, type LiveDeployment } from "./live-deployment";
import type { StrayActs } from "./strays/stray-acts";
import { StraysCard } from "./strays/strays-card";

/** All deployments of the team: those that may cost money first, then those that are over. */
export function DeploymentsPage({ strays }: { readonly strays: StrayActs }) {
  const t = useTranslations("deployments");
  const live = useLive<LiveDeployment[]>("deployments", {
    isMoving: (views) => views.some(isMoving),
  });
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader
          title={t("title")}
          note={t("description")}
          actions={
            <Button asChild variant="primary">
              <Link href="/dashboard/deployments/new">
                <Plus aria-hidden className="size-4" />
                {t("launch")}
              </Link>
            </Button>
          }
        />
        <LiveNotice live={live} />
        <StraysCard acts={strays} />
        {live.data && live.now ? (
          <Lists views={live.data} at={live.now} />
        ) : (
          live.trouble === null && <ListSkeleton />
        )}
      </div>
    </ServerClock>
  );
}

function Lists({ views, at }: { readonly views: readonly LiveDeployment[]; readonly at: string }) {
  const t = useTranslations("deployments");
  const current = views.filter((view) => !isOver(view));
  const ended = views.filter(isOver);
  if (views.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<Server aria-hidden />}
          title={t("emptyTitle")}
          text={t("empty")}
          action={
            <Button asChild variant="primary">
              <SessionLink href="/gpus">{t("browse")}</SessionLink>
            </Button>
          }
        />
      </Card>
    );
  }
  return (
    <>
      <Card>
        <CardHead title={t("active")} />
        {current.length > 0 ? (
          <DeploymentList caption={t("active")} views={current} at={at} />
        ) : (
          <p className="p-4 text-muted">{t("noneActive")}</p>
        )}
      </Card>
      {ended.length > 0 && (
        <Card>
          <CardHead title={t("ended")} />
          <DeploymentList caption={t("ended")} views={ended} at={at} />
        </Card>
      )}
    </>
  );
}

/** The grey shape of a list on its way. */
export function ListSkeleton() {
  return (
    <Card className="grid gap-4 p-4">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
    </Card>
  );
}
