"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Locked } from "@/components/billing/locked";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import { tierWithRoom } from "@/lib/billing/tiers";
import type { Act } from "@/lib/deployments/states";
import { findProviderMeta, isFullPriceAssumed } from "@/lib/providers/meta";
import type { LiveDeployment } from "./live-deployment";
import { lossOf } from "./loss";
import { exact, price, useCostSoFar } from "./money";
import { TypedConfirm } from "./typed-confirm";

/** The server's side of each button. */
export type Acts = Readonly<
  Record<
    Act,
    (input: { deploymentId: string }, options?: ActionOptions) => Promise<ActionResult<unknown>>
  >
>;

export interface ActDialogProps {
  readonly act: Act;
  readonly view: LiveDeployment;
  readonly at: string;
  readonly acts: Acts;
  readonly onClose: () => void;
}

/** Asks before an act: it names the machine, the money and what is lost. */
export function ActDialog({ act, view, at, acts, onClose }: ActDialogProps) {
  const t = useTranslations(`deployments.confirm.${act}`);
  const confirm = useTranslations("deployments.confirm");
  const words = useTranslations("deployments.actions");
  const common = useTranslations("common");
  const locks = useTranslations("gate");
  const isLocked = act === "start" && view.key.isFrozen;
  const refresh = useRefreshLive();
  const [requestId] = useState(() => crypto.randomUUID());
  const isFinal = act === "terminate" && view.providerInstanceId !== null;
  const [isConfirmed, setConfirmed] = useState(!isFinal);
  const tellUndo = useUndo();
  const { pending, refusal, send } = useSubmit(
    () => acts[act]({ deploymentId: view.id }, { requestId }),
    async () => {
      await refresh();
      onClose();
      const isUndone = act === "stop" || act === "hibernate";
      if (!isUndone || view.key.isFrozen) return;
      tellUndo({
        done: confirm(`${act}.done`, { name: view.name }),
        means: confirm("undoMeans", {
          provider: view.providerName,
          amount: price(view.cost.runningPerHour),
        }),
        takeBack: () => acts.start({ deploymentId: view.id }),
      });
    },
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("title", { name: view.name })}</span>}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant={act === "terminate" ? "danger" : "primary"}
            pending={pending}
            disabled={isLocked || !isConfirmed}
            className="max-w-full"
            onClick={() => void send(undefined)}
          >
            <span className="truncate">
              {pending ? words("pending") : t("button", { name: view.name })}
            </span>
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {isLocked && (
          <Locked tier={tierWithRoom("provider-keys", 1)}>{locks("startFrozen")}</Locked>
        )}
        {refusal && <RefusalBanner refusal={refusal} />}
        <Consequences act={act} view={view} at={at} />
        {isFinal && (
          <TypedConfirm phrase={view.name} label={confirm("type")} onChange={setConfirmed} />
        )}
      </div>
    </Dialog>
  );
}

function Consequences({ act, view, at }: Pick<ActDialogProps, "act" | "view" | "at">) {
  const t = useTranslations("deployments.confirm");
  const cost = useCostSoFar({ view, at });
  const running = price(view.cost.runningPerHour);
  const keepsAll = findProviderMeta(view.providerId)?.capabilities?.dataPath === undefined;
  const provider = view.providerName;
  switch (act) {
    case "stop":
      return (
        <>
          <p>{stopMoney(view, t)}</p>
          <p className="text-muted">{t(stopLoss(view))}</p>
          <p className="text-muted">{t(stopBack(view), { amount: running })}</p>
        </>
      );
    case "hibernate":
      return (
        <>
          <p>{t(`hibernate.${sleepingBill(view)}`, { provider })}</p>
          <p className="text-muted">{t(lossOf(act, view.providerId))}</p>
        </>
      );
    case "start":
      return (
        <>
          <p>{t("start.cost", { amount: running })}</p>
          <p className="text-muted">{t("start.risk")}</p>
        </>
      );
    case "restart":
      return <p>{t(keepsAll ? "restart.lossDisk" : "restart.loss", { amount: running })}</p>;
    case "terminate":
      if (view.providerInstanceId === null) return <p>{t("terminate.nothing")}</p>;
      return (
        <>
          <p>{t("terminate.money", { amount: exact(cost), provider })}</p>
          <p className="text-muted">{t(terminateLoss(view, keepsAll))}</p>
        </>
      );
    default:
      return act satisfies never;
  }
}

function terminateLoss({ volumeId }: LiveDeployment, keepsAll: boolean) {
  if (volumeId !== null) return "terminate.lossVolume";
  return keepsAll ? "terminate.lossDisk" : "terminate.loss";
}

function sleepingBill({ providerId }: LiveDeployment): "nothing" | "disk" {
  return findProviderMeta(providerId)?.capabilities?.hibernatedBilling ?? "disk";
}

type Say = ReturnType<typeof useTranslations<"deployments.confirm">>;

/** Whether it could sleep instead: now, or once it is stopped. */
const sleepOf = { no: "no", "while-running": "now", "while-stopped": "later" } as const;

function stopMoney({ cost, providerId, providerName }: LiveDeployment, t: Say): string {
  if (cost.stoppedBilling === "full") {
    return t(isFullPriceAssumed(providerId) ? "stop.assumed" : "stop.full", {
      provider: providerName,
      amount: price(cost.runningPerHour),
      sleeps: sleepOf[findProviderMeta(providerId)?.capabilities?.hibernate ?? "no"],
    });
  }
  if (cost.stoppedPerHour === "0") return t("stop.free");
  return t("stop.disk", { amount: price(cost.stoppedPerHour) });
}

/** A GPU that is surely paid for goes to nobody else. */
function stopLoss({ cost, providerId }: LiveDeployment) {
  const loss = lossOf("stop", providerId);
  const keepsGpu = cost.stoppedBilling === "full" && !isFullPriceAssumed(providerId);
  return keepsGpu && loss === "stop.lossDisk" ? "stop.lossKept" : loss;
}

function stopBack({ cost }: LiveDeployment) {
  return cost.stoppedBilling === "full" ? "stop.backFull" : "stop.back";
}
