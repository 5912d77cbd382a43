"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import type { NotificationsView, WaitingNotice } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface WaitingCardProps {
  readonly view: Pick<NotificationsView, "waiting">;
  readonly acts: Pick<NotificationsActs, "acknowledge">;
}

/** Critical events that nobody has said they are on. */
export function WaitingCard({ view, acts }: WaitingCardProps) {
  const t = useTranslations("notifications.waiting");
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      <ul className="divide-y divide-line">
        {view.waiting.map((notice) => (
          <WaitingRow key={notice.eventId} notice={notice} acts={acts} />
        ))}
      </ul>
    </Card>
  );
}

interface WaitingRowProps extends Pick<WaitingCardProps, "acts"> {
  readonly notice: WaitingNotice;
}

function WaitingRow({ notice, acts }: WaitingRowProps) {
  const t = useTranslations("notifications.waiting");
  const refresh = useRefreshLive();
  const mayAct = useMay("deployments.write");
  const { pending, refusal, send } = useSubmit(acts.acknowledge, refresh);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{notice.subject}</p>
        <p className="text-sm text-muted">
          <Age at={notice.at} ago />
          {notice.nextAt && (
            <>
              {" · "}
              {t("next")} <Instant at={notice.nextAt} style="time" />
            </>
          )}
        </p>
        {refusal && (
          <p role="alert" className="text-sm text-bad">
            {refusal.message}
          </p>
        )}
      </div>
      {mayAct && (
        <Button
          size="sm"
          pending={pending}
          aria-label={t("onItOne", { subject: notice.subject })}
          onClick={() => void send({ eventId: notice.eventId })}
        >
          {t("onIt")}
        </Button>
      )}
    </li>
  );
}
