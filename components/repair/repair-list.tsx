"use client";

import { useTranslations } from "next-intl";
import { price } from "@/components/deployments/money";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import type { Tone } from "@/components/ui/tone";
import { durationPart } from "@/lib/format/duration";
import type { RepairActView, RepairState, RepairView } from "@/lib/repair/types";

const tones: Readonly<Record<RepairState, Tone>> = {
  open: "info",
  blocked: "warn",
  succeeded: "good",
  exhausted: "bad",
  superseded: "neutral",
  over: "neutral",
};

/** What was done about each trouble, the newest first. */
export function RepairList({ repairs }: { readonly repairs: readonly RepairView[] }) {
  const t = useTranslations("repair");
  if (repairs.length === 0) return <p className="text-sm text-faint">{t("historyNone")}</p>;
  return (
    <section className="grid gap-2" aria-label={t("history")}>
      <h3 className="text-sm font-medium">{t("history")}</h3>
      <ol aria-live="polite" className="divide-y divide-line">
        {repairs.map((repair) => (
          <OneRepair key={repair.id} repair={repair} />
        ))}
      </ol>
    </section>
  );
}

function OneRepair({ repair }: { readonly repair: RepairView }) {
  const t = useTranslations("repair");
  const faults = useTranslations("healthFaults");
  const reasons = useTranslations("repairReasons");
  const { state, reason, fault, openedAt, acts, beforePerHour, afterPerHour } = repair;
  const isDearer = afterPerHour !== null && afterPerHour !== beforePerHour;
  return (
    <li className="grid gap-1 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
        <span className="font-medium">{faults.has(fault) ? faults(fault) : fault}</span>
        <span className="ml-auto text-sm text-faint tabular-nums">
          <Instant at={openedAt} style="short" />
        </span>
      </div>
      {state === "blocked" && reason && reasons.has(reason) && (
        <p className="text-sm">{reasons(reason)}</p>
      )}
      <ul className="grid gap-0.5 text-sm text-muted">
        {acts.map((act) => (
          <OneAct key={act.at} act={act} />
        ))}
      </ul>
      {state === "succeeded" && (
        <p className="text-sm tabular-nums">
          <Took repair={repair} />
          {isDearer &&
            ` · ${t("dearer", { before: price(beforePerHour), after: price(afterPerHour) })}`}
        </p>
      )}
    </li>
  );
}

function OneAct({ act }: { readonly act: RepairActView }) {
  const t = useTranslations("repair");
  const rungs = useTranslations("repairRungs");
  const { rung, at, outcome } = act;
  const word = outcome && t.has(`outcomes.${outcome}`) ? outcome : "other";
  return (
    <li className="flex flex-wrap gap-x-2">
      <span className="tabular-nums">
        <Instant at={at} style="exact" />
      </span>
      <span className="text-ink">{rungs.has(rung) ? rungs(rung) : rung}</span>
      <span>· {outcome === null ? t("states.open") : t(`outcomes.${word as "other"}`)}</span>
    </li>
  );
}

function Took({ repair: { badSince, openedAt, endedAt } }: { readonly repair: RepairView }) {
  const t = useTranslations("repair");
  const units = useTranslations("common.duration");
  if (!endedAt) return null;
  const { unit, value } = durationPart(Date.parse(endedAt) - Date.parse(badSince ?? openedAt));
  return t("took", { length: units(unit, { value }) });
}
