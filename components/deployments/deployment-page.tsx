"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { MachineIncidents } from "@/components/incidents/machine-incidents";
import { type IdleActs, IdleCard } from "@/components/monitoring/idle-card";
import type { RepairActs } from "@/components/repair/repair-acts";
import { RepairCard } from "@/components/repair/repair-card";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Link } from "@/lib/i18n/navigation";
import { ActButtons } from "./act-buttons";
import type { Acts } from "./act-dialog";
import { AttemptsCard } from "./attempts-card";
import { type CheckActs, ChecksCard } from "./checks/checks-card";
import { ConnectCard } from "./connect-card";
import { DeploymentStatus, DeploymentStep } from "./deployment-status";
import { ListSkeleton } from "./deployments-page";
import { HealthCard } from "./health/health-card";
import { HeartbeatCard } from "./health/heartbeat-card";
import { HealthLine } from "./health-line";
import { LeaseCard, type LeaseCardProps } from "./lease-card";
import { isMoving, type LiveDeploymentDetail } from "./live-deployment";
import { LogsCard } from "./logs-card";
import { MachineCard } from "./machine-card";
import { MoneyCard } from "./money-card";
import { type Rename, RenameButton } from "./rename-dialog";
import { type SaveTemplate, SaveTemplateButton } from "./save-template-dialog";
import { TimelineCard } from "./timeline-card";
import { TroubleBanner } from "./trouble-banner";
import { TruthCard } from "./truth";

export interface DeploymentPageProps extends DeploymentTools {
  readonly id: string;
}

interface DeploymentTools {
  readonly acts: Acts;
  readonly extend: LeaseCardProps["extend"];
  readonly checks: CheckActs;
  readonly idle: IdleActs;
  readonly repair: RepairActs;
  readonly rename: Rename;
  readonly saveTemplate: SaveTemplate;
}

/** One deployment: what it is doing, what it costs, how to get in, all that happened. */
export function DeploymentPage({ id, ...tools }: DeploymentPageProps) {
  const live = useLive<LiveDeploymentDetail>(`deployments/${encodeURIComponent(id)}`, {
    isMoving,
  });
  if (live.trouble === "not-there") return <NotHere />;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <LiveNotice live={live} />
        {live.data && live.now ? (
          <Detail view={live.data} at={live.now} {...tools} />
        ) : (
          live.trouble === null && <ListSkeleton />
        )}
      </div>
    </ServerClock>
  );
}

interface DetailProps extends DeploymentTools {
  readonly view: LiveDeploymentDetail;
  readonly at: string;
}

function Detail({
  view,
  at,
  acts,
  extend,
  checks,
  idle,
  repair,
  rename,
  saveTemplate,
}: DetailProps) {
  const t = useTranslations("deployments");
  const common = useTranslations("common");
  return (
    <>
      <PageHeader
        above={
          <Breadcrumb
            label={common("breadcrumb")}
            items={[
              { key: "all", node: <Link href="/dashboard/deployments">{t("title")}</Link> },
              { key: "this", node: <span className="block max-w-60 truncate">{view.name}</span> },
            ]}
          />
        }
        title={view.name}
        note={
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            <DeploymentStatus view={view} className="text-ink" />
            <HealthLine view={view} />
          </div>
        }
        actions={
          <>
            <SaveTemplateButton view={view} save={saveTemplate} />
            <RenameButton view={view} rename={rename} />
            <ActButtons view={view} at={at} acts={acts} />
          </>
        }
      />
      <DeploymentStep view={view} />
      <TroubleBanner view={view} />
      <MachineIncidents machineId={view.id} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <div className="grid grid-cols-1 gap-6">
          <MoneyCard view={view} at={at} />
          <LeaseCard view={view} at={at} extend={extend} />
          <ChecksCard view={view} acts={checks} />
          <IdleCard view={view} acts={idle} />
        </div>
        <div className="grid grid-cols-1 gap-6">
          {isReachable(view) && <ConnectCard view={view} />}
          <TruthCard view={view} />
          <MachineCard view={view} />
        </div>
      </div>
      <HealthCard view={view} />
      <HeartbeatCard view={view} />
      <RepairCard view={view} acts={repair} />
      <AttemptsCard view={view} />
      <LogsCard view={view} />
      <TimelineCard view={view} />
    </>
  );
}

/** Can be signed in to, or will be once it runs. */
function isReachable({ status, desired }: LiveDeploymentDetail): boolean {
  return desired === "running" && ["requested", "provisioning", "running"].includes(status);
}

function NotHere() {
  const t = useTranslations("deployments.notFound");
  return (
    <div role="alert" className="grid grid-cols-1 justify-items-start gap-6">
      <PageHeader title={t("title")} note={t("text")} />
      <Button asChild variant="primary">
        <Link href="/dashboard/deployments">{t("back")}</Link>
      </Button>
    </div>
  );
}
