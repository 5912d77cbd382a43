"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import type { Tone } from "@/components/ui/tone";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import type { DeliveryView, NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface LogCardProps {
  readonly view: Pick<NotificationsView, "deliveries">;
  readonly acts: Pick<NotificationsActs, "retry">;
}

const tones: Readonly<Record<string, Tone>> = {
  sent: "good",
  digested: "good",
  dead: "bad",
  uncertain: "warn",
  retry: "warn",
};

/** What was told, where, and how it ended. */
export function LogCard({ view, acts }: LogCardProps) {
  const t = useTranslations("notifications.log");
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      {view.deliveries.length === 0 ? (
        <EmptyState icon={<Inbox aria-hidden />} title={t("emptyTitle")} text={t("empty")} />
      ) : (
        <ul className="divide-y divide-line">
          {view.deliveries.map((delivery) => (
            <LogRow key={delivery.id} delivery={delivery} retry={acts.retry} />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface LogRowProps {
  readonly delivery: DeliveryView;
  readonly retry: NotificationsActs["retry"];
}

function LogRow({ delivery, retry }: LogRowProps) {
  const t = useTranslations("notifications.log");
  const kinds = useTranslations("notifications.kinds");
  const all = useTranslations("notifications");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(retry, refresh);
  const { kind, channel, toMe, state, runAfter, failure } = delivery;
  const mail = toMe ? all("ownMail") : t("mailOfOther");
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <p className="break-words">{delivery.subject}</p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <Instant at={delivery.at} style="short" />
          <span>{kind === OWN_MAIL ? mail : channel || kinds(kind)}</span>
          {runAfter && (
            <span>
              {t("again")} <Instant at={runAfter} style="short" />
            </span>
          )}
          {failure && <span className="min-w-0 break-words">{failure}</span>}
        </p>
        {refusal && (
          <p role="alert" className="text-sm text-bad">
            {refusal.message}
          </p>
        )}
      </div>
      <span className="flex items-center gap-2">
        <Badge tone={tones[state] ?? "neutral"}>{t(`states.${state}`)}</Badge>
        {delivery.mayRetry && (
          <Button
            size="sm"
            variant="ghost"
            pending={pending}
            aria-label={t("retryOne", { subject: delivery.subject })}
            onClick={() => void send({ deliveryId: delivery.id })}
          >
            {t("retry")}
          </Button>
        )}
      </span>
    </li>
  );
}
