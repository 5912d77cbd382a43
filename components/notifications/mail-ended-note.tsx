"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import type { NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface MailEndedNoteProps {
  readonly email: string;
  readonly ended: NonNullable<NotificationsView["mailEnded"]>;
  readonly resume: NotificationsActs["resumeMail"];
}

/** Says that nothing is told at one's address any more, why, and what can be done. */
export function MailEndedNote({ email, ended, resume }: MailEndedNoteProps) {
  const t = useTranslations("notifications.mailEnded");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(resume, refresh);
  return (
    <Banner
      tone="warn"
      title={t("title", { email })}
      action={
        <Button size="sm" pending={pending} onClick={() => void send({})}>
          {t("resume")}
        </Button>
      }
    >
      {t.rich(ended.why, { at: () => <Instant at={ended.at} style="short" /> })} {t("text")}
      {refusal && (
        <span role="alert" className="block text-bad">
          {refusal.message}
        </span>
      )}
    </Banner>
  );
}
