"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import type { ActionResult } from "@/lib/actions/types";
import type { AlertView } from "@/lib/alerts/schema";
import { formatPrice } from "@/lib/format/money";
import { AlertSentence } from "./alert-sentence";

type Turn = (input: { alertId: string; on: boolean }) => Promise<ActionResult<AlertView>>;

export interface AlertListProps {
  readonly alerts: readonly AlertView[];
  readonly turn: Turn;
  readonly remove: (input: { alertId: string }) => Promise<ActionResult<unknown>>;
}

/** The alerts, each with what it watches, when it told last, and its two buttons. */
export function AlertList({ alerts, turn, remove }: AlertListProps) {
  return (
    <ul className="divide-y divide-line">
      {alerts.map((alert) => (
        <AlertRow key={alert.id} {...{ alert, turn, remove }} />
      ))}
    </ul>
  );
}

interface AlertRowProps extends Omit<AlertListProps, "alerts"> {
  readonly alert: AlertView;
}

function AlertRow({ alert, turn, remove }: AlertRowProps) {
  const t = useTranslations("alerts");
  const refresh = useRefreshLive();
  const failed = (message: string) => toast.error(message);
  const turning = useSubmit(turn, refresh);
  const removing = useSubmit(remove, async () => {
    await refresh();
    toast.success(t("removed"));
  });
  const refusal = turning.refusal ?? removing.refusal;
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[1fr_auto] md:items-center">
      <div className="grid min-w-0 gap-1">
        <span className="font-medium">
          <AlertSentence alert={alert} />
        </span>
        <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
          <AlertState alert={alert} />
          <LastTold alert={alert} />
        </span>
        {refusal && (
          <span role="alert" className="text-sm text-bad">
            {refusal.message}
          </span>
        )}
      </div>
      <span className="flex gap-2">
        <Button
          size="sm"
          pending={turning.pending}
          onClick={() => void turning.send({ alertId: alert.id, on: !alert.isOn })}
        >
          {alert.isOn ? t("turnOff") : t("turnOn")}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          pending={removing.pending}
          onClick={() => void removing.send({ alertId: alert.id }).catch(() => failed(t("failed")))}
        >
          {t("remove")}
        </Button>
      </span>
    </li>
  );
}

function AlertState({ alert }: Pick<AlertRowProps, "alert">) {
  const t = useTranslations("alerts.states");
  if (!alert.isOn) return <Status tone="neutral" word={t("off")} />;
  if (alert.belowSince === null) return <Status tone="info" word={t("watching")} />;
  return <Status tone="good" word={t("below")} />;
}

function LastTold({ alert }: Pick<AlertRowProps, "alert">) {
  const t = useTranslations("alerts");
  if (alert.lastFiredAt === null || alert.lastFiredPrice === null) return <>{t("neverTold")}</>;
  return (
    <span>
      {t("told", { price: formatPrice(alert.lastFiredPrice) ?? alert.lastFiredPrice })}{" "}
      <Age at={alert.lastFiredAt} ago />
    </span>
  );
}
