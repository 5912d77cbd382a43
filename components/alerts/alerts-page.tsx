"use client";

import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { AlertView } from "@/lib/alerts/schema";
import { AlertForm, type AlertFormProps } from "./alert-form";
import { AlertList, type AlertListProps } from "./alert-list";

/** What the page polls. */
export interface LiveAlerts {
  readonly alerts: readonly AlertView[];
  readonly limit: number;
  readonly used: number;
}

export type AlertsPageProps = Pick<AlertFormProps, "create" | "initialModelId"> &
  Pick<AlertListProps, "turn" | "remove">;

/** The reader's price alerts and the form for another one. */
export function AlertsPage({ create, turn, remove, initialModelId }: AlertsPageProps) {
  const t = useTranslations("alerts");
  const live = useLive<LiveAlerts>("alerts");
  const { data } = live;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader title={t("title")} note={t("description")} />
        <LiveNotice live={live} />
        <AlertForm create={create} initialModelId={initialModelId} room={data} />
        <Card>
          <CardHead
            title={t("list")}
            note={data && t("used", { used: data.used, limit: data.limit })}
          />
          {!data && live.trouble === null && <Skeleton className="m-4 h-6" />}
          {data?.alerts.length === 0 && (
            <EmptyState icon={<Bell aria-hidden />} title={t("emptyTitle")} text={t("empty")} />
          )}
          {data && data.alerts.length > 0 && (
            <AlertList alerts={data.alerts} turn={turn} remove={remove} />
          )}
        </Card>
      </div>
    </ServerClock>
  );
}
