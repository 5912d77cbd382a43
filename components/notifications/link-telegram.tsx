"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Instant } from "@/components/ui/instant";
import type { NotificationsActs } from "./notifications-acts";

export interface LinkTelegramProps {
  readonly ask: NotificationsActs["askTelegram"];
}

/** Takes a link that opens the bot; the chat that answers is confirmed in the list below. */
export function LinkTelegram({ ask }: LinkTelegramProps) {
  const t = useTranslations("notifications.telegram");
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null);
  const { pending, refusal, send } = useSubmit(ask, setLink);
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => void send({})}>
        {t("link")}
      </Button>
      {refusal && (
        <span role="alert" className="text-sm text-bad">
          {refusal.message}
        </span>
      )}
      <Dialog
        open={link !== null}
        onOpenChange={() => setLink(null)}
        title={t("title")}
        description={t("text")}
        footer={<Button onClick={() => setLink(null)}>{t("done")}</Button>}
      >
        {link && (
          <div className="grid gap-3">
            <span>
              <Button asChild variant="primary">
                <a href={link.url} target="_blank" rel="noreferrer">
                  {t("open")}
                </a>
              </Button>
            </span>
            <p className="text-sm text-muted">
              {t("until")} <Instant at={link.expiresAt} style="time" />
            </p>
          </div>
        )}
      </Dialog>
    </>
  );
}
