"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import type { ActionResult } from "@/lib/actions/types";
import type { ChannelView, NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface ChannelRowProps {
  readonly channel: ChannelView;
  readonly view: Pick<NotificationsView, "mayManage" | "hasFeature">;
  readonly acts: NotificationsActs;
  readonly onSecret: (secret: string) => void;
}

/** One place: what it is, whether it works, and what can be done with it. */
export function ChannelRow({ channel, view, acts, onSecret }: ChannelRowProps) {
  const t = useTranslations("notifications.channels");
  const kinds = useTranslations("notifications.kinds");
  const all = useTranslations("notifications");
  const mayChange = channel.owner === "person" || view.mayManage;
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 break-words">{channel.name}</span>
          <Badge>{kinds(channel.kind)}</Badge>
          {channel.owner === "team" && <Badge>{all("team")}</Badge>}
          <StateBadge channel={channel} />
        </span>
        <span className="text-sm text-muted">{channel.shown}</span>
        {channel.stateReason && (
          <span className="text-sm text-muted">{t(`reasons.${channel.stateReason}`)}</span>
        )}
        {channel.mutedUntil && (
          <span className="text-sm text-muted">
            {t("muted")} <Instant at={channel.mutedUntil} style="short" />
          </span>
        )}
        {channel.oldSecretEndsAt && (
          <span className="text-sm text-muted">
            {t("oldSecret")} <Instant at={channel.oldSecretEndsAt} style="short" />
          </span>
        )}
      </div>
      {mayChange && <ChannelButtons {...{ channel, view, acts, onSecret }} />}
    </li>
  );
}

function StateBadge({ channel }: Pick<ChannelRowProps, "channel">) {
  const t = useTranslations("notifications.channels");
  const tone = { active: "good", pending: "warn", disabled: "bad" } as const;
  return <Badge tone={tone[channel.state]}>{t(channel.state)}</Badge>;
}

function ChannelButtons({ channel, view, acts, onSecret }: ChannelRowProps) {
  const t = useTranslations("notifications.channels");
  const channelId = channel.id;
  const { hasFeature } = view;
  if (channel.state === "pending") {
    return (
      <span className="flex flex-wrap gap-2">
        <p className="w-full text-sm">{t("confirmText", { name: channel.shown })}</p>
        {hasFeature && (
          <ActButton label={t("confirm")} act={() => acts.confirmTelegram({ channelId })} />
        )}
        <ActButton label={t("notMine")} act={() => acts.remove({ channelId })} />
      </span>
    );
  }
  const isOn = channel.state === "active";
  return (
    <span className="flex flex-wrap gap-2">
      {hasFeature && isOn && (
        <ActButton label={t("test")} done={t("tested")} act={() => acts.test({ channelId })} />
      )}
      {hasFeature && channel.signs && (
        <ActButton
          label={t("rotate")}
          act={() => acts.rotate({ channelId })}
          onData={({ secret }) => onSecret(secret)}
        />
      )}
      {hasFeature && (
        <ActButton
          label={isOn ? t("turnOff") : t("turnOn")}
          act={() => acts.turn({ channelId, on: !isOn })}
        />
      )}
      <ActButton
        label={t("remove")}
        done={t("removed", { name: channel.name })}
        act={() => acts.remove({ channelId })}
      />
    </span>
  );
}

interface ActButtonProps<T> {
  readonly label: string;
  readonly done?: string;
  readonly act: () => Promise<ActionResult<T>>;
  readonly onData?: (data: T) => void;
}

function ActButton<T>({ label, done, act, onData }: ActButtonProps<T>) {
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(act, async (data: T) => {
    onData?.(data);
    if (done) toast.success(done);
    await refresh();
  });
  return (
    <span>
      <Button size="sm" variant="ghost" pending={pending} onClick={() => void send(undefined)}>
        {label}
      </Button>
      {refusal && (
        <span role="alert" className="block text-sm text-bad">
          {refusal.message}
        </span>
      )}
    </span>
  );
}
