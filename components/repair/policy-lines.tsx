"use client";

import { useLocale, useTranslations } from "next-intl";
import { price } from "@/components/deployments/money";
import { useInstants } from "@/components/ui/instant";
import type { RepairPageView } from "@/lib/repair/types";
import { type RepairPolicy, rungs } from "@/lib/repair-policy/schema";

/** The policy in sentences. */
export function PolicyLines({ repair }: { readonly repair: RepairPageView }) {
  const t = useTranslations("repair");
  const write = useInstants();
  const { policy, pausedSince, pausedUntil } = repair;
  if (!policy) return <p className="text-muted">{t("off")}</p>;
  return (
    <div className="grid gap-1.5">
      {pausedSince !== null && (
        <p className="font-medium text-warn">
          {pausedUntil
            ? t("pausedUntilLine", { until: write(pausedUntil) })
            : t("pausedLine", { since: write(pausedSince) })}
        </p>
      )}
      <Allowed policy={policy} repair={repair} />
      <p className="text-sm text-muted">{t(`dataLine.${policy.data}`)}</p>
      {repair.mostPerHour !== null && (
        <p className="text-sm text-muted tabular-nums">
          {t("most", {
            amount: price(repair.mostPerHour),
            launched: price(repair.launchedPerHour),
            extra: price(policy.extraPerDay),
          })}
        </p>
      )}
      {policy.window && <WindowLine window={policy.window} timeZone={repair.timeZone} />}
      {repair.repairsToday + repair.rebuildsToday > 0 && (
        <p className="text-sm text-muted tabular-nums">
          {t("today", { repairs: repair.repairsToday, rebuilds: repair.rebuildsToday })}
        </p>
      )}
    </div>
  );
}

function Allowed({ policy, repair }: { policy: RepairPolicy; repair: RepairPageView }) {
  const t = useTranslations("repair");
  const words = useTranslations("repairRungs");
  const last = rungs.indexOf(policy.highest);
  const isPossible = policy.workloadCommand !== null && repair.canRestartWorkload;
  const allowed = rungs
    .filter((rung, index) => index <= last && (rung !== "restart-workload" || isPossible))
    .map((rung) => words(`done.${rung}`));
  return <p>{t("may", { rungs: allowed.join(t("andThen")) })}</p>;
}

function WindowLine({
  window,
  timeZone,
}: {
  readonly window: NonNullable<RepairPolicy["window"]>;
  readonly timeZone: string;
}) {
  const t = useTranslations("repair");
  const list = new Intl.ListFormat(useLocale(), { type: "unit", style: "short" });
  const days = [...window.days].sort().map((day) => t(`days.${String(day) as "0"}`));
  return (
    <p className="text-sm text-muted tabular-nums">
      {t("windowLine", { days: list.format(days), from: window.from, to: window.to, timeZone })}
    </p>
  );
}
