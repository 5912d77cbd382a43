"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useInstants } from "@/components/ui/instant";
import { nowMs, subscribeToNow } from "@/components/ui/now";
import { timeLeft } from "./time-left";

export interface CountdownProps {
  /** An ISO instant. */
  readonly until: string;
  /** The server's now, for its own HTML; without it the page is not drawn there. */
  readonly now?: string;
}

/** Until when the tier stays, and how long that is; the figures move on in their place, unread. */
export function Countdown({ until, now = until }: CountdownProps) {
  const t = useTranslations("subscription.missing");
  const hereMs = useSyncExternalStore(subscribeToNow, nowMs, () => Date.parse(now));
  const write = useInstants();
  const left = timeLeft(Date.parse(until) - hereMs);
  return (
    <span className="tabular-nums">
      {t("until", { time: write(until) })} <span aria-hidden>{t("left", left)}</span>
    </span>
  );
}
