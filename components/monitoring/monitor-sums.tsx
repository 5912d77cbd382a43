"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { price } from "@/components/deployments/money";
import { cn } from "@/components/ui/cn";
import type { SumsView } from "@/lib/monitoring/types";

/** All machines that the filters show, together. */
export function MonitorSums({ sums }: { readonly sums: SumsView }) {
  const t = useTranslations("monitoring.sums");
  const { running, unwell, seen, meanUse, idle, idlePerHour, perHour } = sums;
  return (
    <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Sum name={t("running")} note={t("perHour", { amount: price(perHour) })}>
        {running}
      </Sum>
      <Sum name={t("unwell")} note={t("unwellNote")} isBad={unwell > 0}>
        {unwell}
      </Sum>
      <Sum name={t("use")} note={t("useNote", { seen, running })}>
        {meanUse === null ? "–" : t("percent", { value: meanUse })}
      </Sum>
      <Sum name={t("idle")} note={t("perHour", { amount: price(idlePerHour) })} isWarn={idle > 0}>
        {idle}
      </Sum>
    </dl>
  );
}

interface SumProps {
  readonly name: string;
  readonly note: string;
  readonly isBad?: boolean;
  readonly isWarn?: boolean;
  readonly children: ReactNode;
}

function Sum({ name, note, isBad = false, isWarn = false, children }: SumProps) {
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={cn("figures mt-1 text-xl", isBad && "text-bad", isWarn && "text-warn")}>
        {children}
      </dd>
      <dd className="figures mt-1 text-sm text-faint">{note}</dd>
    </div>
  );
}
