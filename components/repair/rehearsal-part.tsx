"use client";

import { useTranslations } from "next-intl";
import { useLive } from "@/components/console/use-live";
import { price } from "@/components/deployments/money";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Skeleton } from "@/components/ui/skeleton";
import type { Rehearsal, RehearsedTrouble } from "@/lib/repair/types";
import type { RepairPolicy } from "@/lib/repair-policy/schema";

const REST_MS = 3_600_000;
const DAYS = 30;

export interface RehearsalPartProps {
  readonly deploymentId: string;
  /** The policy that is played; `null` until somebody asks. */
  readonly asked: RepairPolicy | null;
  readonly onAsk: () => void;
}

/** What a policy would have done in the last thirty days, before it is switched on. */
export function RehearsalPart({ deploymentId, asked, onAsk }: RehearsalPartProps) {
  const t = useTranslations("repair.rehearse");
  return (
    <section className="mt-5 grid gap-3 border-line border-t pt-4" aria-label={t("title")}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h3 className="font-medium">{t("title")}</h3>
          <p className="text-sm text-muted">{t("note", { days: DAYS })}</p>
        </div>
        <Button size="sm" onClick={onAsk}>
          {t("run")}
        </Button>
      </div>
      {asked && <Played deploymentId={deploymentId} policy={asked} />}
    </section>
  );
}

function Played({ deploymentId, policy }: { deploymentId: string; policy: RepairPolicy }) {
  const t = useTranslations("repair.rehearse");
  const query = new URLSearchParams({ policy: JSON.stringify(policy) });
  const path = `deployments/${encodeURIComponent(deploymentId)}/repair/rehearsal?${query}`;
  const live = useLive<Rehearsal>(path, { restMs: REST_MS });
  if (live.trouble) return <Banner tone="warn">{t("failed")}</Banner>;
  if (!live.data) return <Skeleton className="h-16" />;
  if (live.data.troubles.length === 0) {
    return <p className="text-muted">{t("none", { days: live.data.days })}</p>;
  }
  return <Result rehearsal={live.data} />;
}

function Result({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const t = useTranslations("repair.rehearse");
  const { restarts, rebuilds, minutesDown, minutesSaved, atRiskPerDay, troubles } = rehearsal;
  const figures = [
    [t("restarts"), String(restarts)],
    [t("rebuilds"), String(rebuilds)],
    [t("down"), String(minutesDown)],
    [t("saved"), String(minutesSaved)],
    [t("risk"), price(atRiskPerDay)],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-faint">{name}</dt>
            <dd className="figures text-lg">{value}</dd>
          </div>
        ))}
      </dl>
      <ol className="max-h-60 divide-y divide-line overflow-y-auto text-sm">
        {troubles.map((trouble) => (
          <OneTrouble key={trouble.at} trouble={trouble} />
        ))}
      </ol>
    </>
  );
}

function OneTrouble({ trouble }: { readonly trouble: RehearsedTrouble }) {
  const t = useTranslations("repair.rehearse");
  const faults = useTranslations("healthFaults");
  const { at, fault, minutesSaved } = trouble;
  return (
    <li className="grid gap-0.5 py-2">
      <span className="flex flex-wrap gap-x-3">
        <span className="text-faint tabular-nums">
          <Instant at={at} style="short" />
        </span>
        <span>{faults.has(fault) ? faults(fault) : fault}</span>
      </span>
      <span className="text-muted">
        <Did trouble={trouble} />
        {minutesSaved > 0 && ` · ${t("savedMinutes", { minutes: minutesSaved })}`}
      </span>
    </li>
  );
}

function Did({ trouble: { rung, reason, healedItself } }: { readonly trouble: RehearsedTrouble }) {
  const t = useTranslations("repair.rehearse");
  const rungs = useTranslations("repairRungs");
  const reasons = useTranslations("repairReasons");
  if (rung) return healedItself ? t("healedAfter", { rung: rungs(rung) }) : rungs(rung);
  if (healedItself) return t("healed");
  return t("nothing", { reason: reasons(reason ?? "nothing-helps") });
}
