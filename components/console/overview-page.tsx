"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FrozenKeys } from "@/components/billing/key-room";
import { DeploymentList } from "@/components/deployments/deployment-list";
import { ListSkeleton } from "@/components/deployments/deployments-page";
import { isMoving, isOver, type LiveDeployment } from "@/components/deployments/live-deployment";
import { price } from "@/components/deployments/money";
import type { LiveKeys } from "@/components/keys/key-list";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Link } from "@/lib/i18n/navigation";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { FirstSteps } from "./first-steps";
import { LiveNotice } from "./live-notice";
import { ServerClock } from "./server-clock";
import { useLive } from "./use-live";

const MOST_RECENT = 5;

/** What runs, what it costs now, what needs a look, and the first steps until they are done. */
export function OverviewPage() {
  const t = useTranslations("console.overview");
  const live = useLive<LiveDeployment[]>("deployments", {
    isMoving: (views) => views.some(isMoving),
  });
  const keys = useLive<LiveKeys>("keys");
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader title={t("title")} />
        <LiveNotice live={live} />
        {live.data && keys.data && live.now ? (
          <>
            <FrozenKeys {...keys.data} />
            <FirstSteps keys={keys.data.keys} deployments={live.data} />
            <Figures views={live.data} />
            <Recent views={live.data} at={live.now} />
          </>
        ) : (
          live.trouble === null && <ListSkeleton />
        )}
      </div>
    </ServerClock>
  );
}

function Figures({ views }: { readonly views: readonly LiveDeployment[] }) {
  const t = useTranslations("console.overview");
  const list = useTranslations("deployments");
  const current = views.filter((view) => !isOver(view));
  if (views.length === 0) return null;
  const running = current.filter(({ status }) => status === "running").length;
  const moving = current.filter(isMoving).length;
  const attention = current.filter(needsLook).length;
  const rate = current.reduce(
    (sum, { cost }) => sum + (microsFromDecimal(cost.nowPerHour) ?? 0n),
    0n,
  );
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      <Figure name={t("running")} note={moving > 0 ? t("transitional", { count: moving }) : null}>
        {running}
      </Figure>
      <Figure name={t("rate")} note={t("rateHint")}>
        {list("perHour", { amount: price(microsToDecimal(rate)) })}
      </Figure>
      <Figure name={t("attention")} note={t("attentionHint")} isBad={attention > 0}>
        {attention}
      </Figure>
    </dl>
  );
}

function needsLook({ status, key, health }: LiveDeployment): boolean {
  const isDead = status === "failed" || status === "lost";
  return isDead || key.state === "refused" || health?.verdict === "unhealthy";
}

interface FigureProps {
  readonly name: string;
  readonly note: string | null;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Figure({ name, note, isBad = false, children }: FigureProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{name}</dt>
      <dd>
        <span className={`figures text-lg ${isBad ? "text-bad" : ""}`}>{children}</span>
        <span className="block min-h-4 text-xs text-faint">{note}</span>
      </dd>
    </div>
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
        <DeploymentList caption={t("recent")} views={views.slice(0, MOST_RECENT)} at={at} />
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
