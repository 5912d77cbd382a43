"use client";

import { useTranslations } from "next-intl";
import { useServerNow } from "@/components/console/server-clock";
import { Since, useSince } from "@/components/console/since";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { DeploymentView } from "@/lib/deployments/types";
import { findProviderMeta } from "@/lib/providers/meta";
import { type Doing, doingOf, isOnTheWay, type MovingDoing } from "./doing";

const tones: Readonly<Record<Doing, Tone>> = {
  requested: "info",
  provisioning: "info",
  starting: "info",
  restarting: "info",
  running: "good",
  stopping: "info",
  stopped: "warn",
  terminating: "info",
  terminated: "neutral",
  failed: "bad",
  lost: "bad",
};

export interface DeploymentStatusProps {
  readonly view: DeploymentView;
  readonly className?: string;
}

/** What a machine is doing, as a word, a dot and a since. */
export function DeploymentStatus({ view, className }: DeploymentStatusProps) {
  const t = useTranslations("deployments.status");
  const doing = doingOf(view);
  return (
    <Status
      tone={tones[doing]}
      word={t(doing)}
      since={<Since at={sinceOf(view)} />}
      moving={isOnTheWay(doing)}
      className={className}
    />
  );
}

/** What is going on while a machine is on its way, and how long that usually takes. */
export function DeploymentStep({ view }: { readonly view: DeploymentView }) {
  const t = useTranslations("deployments.step");
  const reasons = useTranslations("deploymentReasons");
  const since = useSince(sinceOf(view));
  const nowMs = useServerNow();
  const doing = doingOf(view);
  if (!isOnTheWay(doing)) return null;
  const [from, to] = usualSeconds(doing, view.providerId);
  const share = (nowMs - Date.parse(sinceOf(view))) / (to * 1000);
  const waiting = view.operation?.waitingFor;
  return (
    <div className="grid gap-2">
      <p className="text-muted tabular-nums">
        {t(doing, { provider: view.providerName, since, from, to })}
      </p>
      {waiting && <p className="text-sm text-muted">{reasons(waiting)}</p>}
      <span aria-hidden className="h-0.5 overflow-hidden rounded-full bg-line">
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-1000 ease-linear"
          style={{ width: `${Math.min(96, Math.max(2, share * 100))}%` }}
        />
      </span>
    </div>
  );
}

const SHORT_SECONDS: readonly [number, number] = [5, 60];

function usualSeconds(doing: MovingDoing, providerId: string): readonly [number, number] {
  if (doing === "requested") return [1, 5];
  if (doing === "stopping" || doing === "terminating") return SHORT_SECONDS;
  return findProviderMeta(providerId)?.capabilities?.usualStartSeconds ?? SHORT_SECONDS;
}

function sinceOf({ operation, statusSince }: DeploymentView): string {
  return operation && operation.startedAt > statusSince ? operation.startedAt : statusSince;
}
