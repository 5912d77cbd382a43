"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import { DeploymentStatus } from "@/components/deployments/deployment-status";
import { Badge } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { LiveMonitored } from "./live-monitored";
import { Sparkline } from "./sparkline";

interface OfMachine {
  readonly view: LiveMonitored;
}

const tones: Readonly<Record<string, Tone>> = {
  healthy: "good",
  suspect: "warn",
  unhealthy: "bad",
  unknown: "neutral",
};

/** How a running machine is; of any other, what it is doing. */
export function VerdictCell({ view }: OfMachine) {
  const t = useTranslations("monitoring");
  const faults = useTranslations("healthFaults");
  if (view.status !== "running" || view.operation) return <DeploymentStatus view={view} />;
  const verdict = view.health?.verdict ?? "unknown";
  const { fault } = view.figures;
  const why = fault !== null && verdict !== "healthy" && faults.has(fault) ? faults(fault) : null;
  return (
    <span title={why ?? undefined}>
      <Status tone={tones[verdict] ?? "neutral"} word={t(`verdicts.${verdict}`)} />
      {why && <span className="text-sm text-muted"> · {why}</span>}
    </span>
  );
}

/** Since when the GPUs of a machine do nothing, where they do. */
export function IdleMark({ view }: OfMachine) {
  const { idleSince } = view.figures;
  return idleSince === null ? null : <Idle since={idleSince} />;
}

function Idle({ since }: { readonly since: string }) {
  const t = useTranslations("monitoring");
  return <Badge tone="warn">{t("idle", { length: useSince(since) })}</Badge>;
}

const units = {
  gpuUse: "percent",
  gpuMemory: "percent",
  gpuTemperature: "celsius",
  gpuWatts: "watts",
  answerMs: "millis",
} as const;
export type FigureName = keyof typeof units;

/** One figure with its unit; where there is none, a dash that says why. */
export function Figure({ view, name }: OfMachine & { readonly name: FigureName }) {
  const t = useTranslations("monitoring");
  const value = view.figures[name];
  if (value !== null) return t(`units.${units[name]}`, { value });
  return (
    <span title={t(`why.${whyNone(view, name)}`)} className="text-faint">
      –<span className="sr-only">{t(`why.${whyNone(view, name)}`)}</span>
    </span>
  );
}

function whyNone({ status, watchInside, figures }: LiveMonitored, name: FigureName) {
  if (status !== "running") return "not-running";
  if (name === "answerMs") return "no-answer";
  if (!watchInside) return "not-inside";
  return figures.gpuSeenAt === null ? "not-yet" : "too-old";
}

/** The last hour: what the GPUs were used, else how long answers took. */
export function LastHour({ view }: OfMachine) {
  const t = useTranslations("monitoring");
  const { useLine, answerLine } = view.figures;
  const uses = useLine.filter((value) => value !== null);
  const answers = answerLine.filter((value) => value !== null);
  if (uses.length > 0) {
    const range = { from: Math.min(...uses), to: Math.max(...uses) };
    return <Sparkline values={useLine} max={100} label={t("useLine", range)} />;
  }
  if (answers.length === 0) return null;
  const range = { from: Math.min(...answers), to: Math.max(...answers) };
  return <Sparkline values={answerLine} max={range.to} label={t("answerLine", range)} />;
}
