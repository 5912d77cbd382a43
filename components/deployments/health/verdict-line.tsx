"use client";

import { useTranslations } from "next-intl";
import { Since } from "@/components/console/since";
import { useInstants } from "@/components/ui/instant";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { HealthView, Verdict } from "@/lib/health/types";
import type { LiveDeployment } from "../live-deployment";

const tones: Readonly<Record<Verdict, Tone>> = {
  healthy: "good",
  suspect: "warn",
  unhealthy: "bad",
  unknown: "neutral",
};

export interface HealthOfProps {
  readonly view: LiveDeployment;
  readonly health: HealthView;
}

/** The verdict, what is wrong, and what helps first. */
export function VerdictLine({ view, health }: HealthOfProps) {
  const t = useTranslations("deployments.health");
  const faults = useTranslations("healthFaults");
  const { verdict, since, badSince, fault, firstAct } = health;
  if (view.status !== "running" && verdict === "healthy") return null;
  const from = fault === null ? since : (badSince ?? since);
  return (
    <span className="grid gap-1">
      <Status
        tone={tones[verdict]}
        word={
          fault === null
            ? t(verdict)
            : t("withFault", { verdict: t(verdict), fault: faults(fault) })
        }
        since={from && <Since at={from} />}
        moving={verdict === "suspect"}
        className="whitespace-normal text-ink"
      />
      {firstAct && verdict === "unhealthy" && <span>{t(`acts.${firstAct}`)}</span>}
      <Around view={view} health={health} />
    </span>
  );
}

/** What else has to be known about the verdict. */
function Around({ view, health }: HealthOfProps) {
  const t = useTranslations("deployments.health");
  const write = useInstants();
  const { fault, scope, graceUntil, isFlapping } = health;
  const region = view.region ?? view.providerName;
  return (
    <>
      {fault && scope === "region" && (
        <span>{t("scopes.region", { provider: view.providerName, region })}</span>
      )}
      {fault && scope === "us" && <span>{t("scopes.us")}</span>}
      {isFlapping && <span>{t("flaps")}</span>}
      {graceUntil && view.status === "running" && (
        <span>{t("grace", { until: write(graceUntil, "time") })}</span>
      )}
    </>
  );
}
