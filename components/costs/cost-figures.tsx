"use client";

import { useTranslations } from "next-intl";
import { price } from "@/components/deployments/money";
import type { CostsView } from "@/lib/costs/types";
import { formatMoney } from "@/lib/format/money";

/** What was spent in all and lately, and what is billed now. */
export function CostFigures({ view }: { readonly view: CostsView }) {
  const t = useTranslations("costs");
  const perHour = useTranslations("deployments");
  const { totals } = view;
  const shown = ["all", "month", "week", "today"] as const;
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 xl:grid-cols-5">
      {shown.map((period) => (
        <Figure key={period} name={t(`periods.${period}`)} value={money(totals[period])} />
      ))}
      <Figure name={t("now")} value={perHour("perHour", { amount: price(view.perHour) })} />
    </dl>
  );
}

const money = (decimal: string) => formatMoney(decimal) ?? decimal;

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="figures text-lg">{value}</dd>
    </div>
  );
}
