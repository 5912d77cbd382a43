"use client";

import { useTranslations } from "next-intl";
import { Locked } from "@/components/billing/locked";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { NotificationsView } from "@/lib/notifications/types";
import { ChannelsCard } from "./channels-card";
import { EscalationCard } from "./escalation-card";
import { LogCard } from "./log-card";
import { MailEndedNote } from "./mail-ended-note";
import { MatrixCard } from "./matrix-card";
import type { NotificationsActs } from "./notifications-acts";
import { TimesCard } from "./times-card";
import { WaitingCard } from "./waiting-card";

/** Where and when somebody is told of what, and what was told. */
export function NotificationsPage({ acts }: { readonly acts: NotificationsActs }) {
  const t = useTranslations("notifications");
  const live = useLive<NotificationsView>("notifications", {
    isMoving: ({ deliveries }) =>
      deliveries.some(({ state }) => state === "queued" || state === "sending"),
  });
  const view = live.data;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader title={t("title")} note={t("description")} />
        <LiveNotice live={live} />
        {view && !view.hasFeature && <Locked tier="pro">{t("locked")}</Locked>}
        {view ? (
          <>
            {view.mailEnded && (
              <MailEndedNote email={view.email} ended={view.mailEnded} resume={acts.resumeMail} />
            )}
            {view.waiting.length > 0 && <WaitingCard view={view} acts={acts} />}
            <MatrixCard view={view} acts={acts} />
            <ChannelsCard view={view} acts={acts} />
            <TimesCard key={JSON.stringify(view.preference)} view={view} acts={acts} />
            <EscalationCard key={JSON.stringify(view.escalation)} view={view} acts={acts} />
            <LogCard view={view} acts={acts} />
          </>
        ) : (
          live.trouble === null && <Skeleton className="h-96" />
        )}
      </div>
    </ServerClock>
  );
}
