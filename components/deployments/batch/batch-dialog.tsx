"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import type { BatchAct } from "@/lib/deployments/batches/schema";
import { microsToDecimal } from "@/lib/money";
import type { LiveDeployment } from "../live-deployment";
import { price } from "../money";
import { TypedConfirm } from "../typed-confirm";
import { type BatchPlan, planBatch } from "./plan";

export type AskBatch = (
  input: { act: BatchAct; deploymentIds: string[]; retryOf?: string },
  options?: ActionOptions,
) => Promise<ActionResult<unknown>>;

export interface BatchDialogProps {
  readonly act: BatchAct;
  readonly views: readonly LiveDeployment[];
  readonly ask: AskBatch;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before an act on several machines: how many, what it changes per hour, what is lost. */
export function BatchDialog({ act, views, ask, onDone, onClose }: BatchDialogProps) {
  const t = useTranslations("deployments.batch");
  const common = useTranslations("common");
  const words = useTranslations("deployments.actions");
  const refresh = useRefreshLive();
  const [plan] = useState(() => planBatch(act, views));
  const [requestId] = useState(() => crypto.randomUUID());
  const count = plan.able.length;
  const phrase = t(`phrase.${act}`, { count });
  const [isConfirmed, setConfirmed] = useState(act !== "terminate" || plan.losing.length === 0);
  const { pending, refusal, send } = useSubmit(
    (deploymentIds: string[]) => ask({ act, deploymentIds }, { requestId }),
    async () => {
      await refresh();
      onDone();
    },
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`title.${act}`, { count })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant={act === "terminate" ? "danger" : "primary"}
            pending={pending}
            disabled={!isConfirmed || count === 0}
            onClick={() => void send(plan.able.map(({ id }) => id))}
          >
            {pending ? words("pending") : t(`button.${act}`, { count })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {refusal && <RefusalBanner refusal={refusal} />}
        <p>{moneyOf(plan, t)}</p>
        <Losses act={act} plan={plan} />
        {plan.unable.length > 0 && (
          <Names views={plan.unable} text={t("unable", { count: plan.unable.length })} />
        )}
        {act === "terminate" && plan.losing.length > 0 && (
          <TypedConfirm phrase={phrase} label={t("type")} onChange={setConfirmed} />
        )}
      </div>
    </Dialog>
  );
}

type Plan = BatchPlan<LiveDeployment>;
type Say = ReturnType<typeof useTranslations<"deployments.batch">>;

function moneyOf({ beforePerHour, afterPerHour }: Plan, t: Say): string {
  const change = afterPerHour - beforePerHour;
  const after = price(microsToDecimal(afterPerHour));
  if (change === 0n) return t("money.same", { after });
  const amount = price(microsToDecimal(change < 0n ? -change : change));
  return t(change < 0n ? "money.saved" : "money.added", { amount, after });
}

function Losses({ act, plan }: { readonly act: BatchAct; readonly plan: Plan }) {
  const t = useTranslations("deployments.batch.loss");
  const { working, losing, clearing, keeping } = plan;
  const isFinal = act === "terminate";
  return (
    <>
      {losing.length > 0 && (
        <Names
          views={losing}
          text={t(isFinal ? "gone" : "cleared", { count: losing.length })}
          isGrave={isFinal}
        />
      )}
      {clearing.length > 0 && (
        <Names views={clearing} text={t("local", { count: clearing.length })} />
      )}
      {isFinal && keeping.length > 0 && (
        <p className="text-muted">{t("volumes", { count: keeping.length })}</p>
      )}
      {working.length > 0 && <p className="text-muted">{t("work", { count: working.length })}</p>}
      {act === "stop" && <p className="text-muted">{t("later")}</p>}
      {act === "start" && <p className="text-muted">{t("start")}</p>}
    </>
  );
}

const MOST_NAMED = 100;

interface NamesProps {
  readonly views: readonly LiveDeployment[];
  readonly text: string;
  readonly isGrave?: boolean;
}

/** A sentence about some machines, and their names on a press. */
function Names({ views, text, isGrave = false }: NamesProps) {
  const t = useTranslations("deployments.batch");
  const more = views.length - MOST_NAMED;
  return (
    <details>
      <summary className={isGrave ? "cursor-pointer text-bad" : "cursor-pointer text-muted"}>
        {text}
      </summary>
      <ul className="mt-1 max-h-40 overflow-y-auto rounded bg-sunken px-3 py-1 text-sm">
        {views.slice(0, MOST_NAMED).map(({ id, name, providerName }) => (
          <li key={id} className="truncate">
            {name} <span className="text-faint">· {providerName}</span>
          </li>
        ))}
        {more > 0 && <li>{t("more", { count: more })}</li>}
      </ul>
    </details>
  );
}
