"use client";

import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { NotificationsView } from "@/lib/notifications/types";
import { AddChannelForm } from "./add-channel-form";
import { ChannelRow } from "./channel-row";
import { LinkTelegram } from "./link-telegram";
import type { NotificationsActs } from "./notifications-acts";
import { SecretNote } from "./secret-note";

export interface ChannelsCardProps {
  readonly view: NotificationsView;
  readonly acts: NotificationsActs;
}

/** The places beside one's own mail, and how to get more. */
export function ChannelsCard({ view, acts }: ChannelsCardProps) {
  const t = useTranslations("notifications.channels");
  const [secret, setSecret] = useState<string | null>(null);
  const hasTelegram = view.kinds.some(({ kind }) => kind === "telegram");
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("text")}
        actions={hasTelegram && view.hasFeature && <LinkTelegram ask={acts.askTelegram} />}
      />
      {secret !== null && <SecretNote secret={secret} onClose={() => setSecret(null)} />}
      {view.channels.length === 0 ? (
        <EmptyState icon={<Megaphone aria-hidden />} title={t("emptyTitle")} text={t("empty")} />
      ) : (
        <ul className="divide-y divide-line">
          {view.channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              view={view}
              acts={acts}
              onSecret={setSecret}
            />
          ))}
        </ul>
      )}
      {view.hasFeature && view.mayManage && (
        <CardBody className="border-t border-line">
          <AddChannelForm view={view} add={acts.add} onSecret={setSecret} />
        </CardBody>
      )}
    </Card>
  );
}
