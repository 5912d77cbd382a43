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
        <Figure
          key={period}
          name={t(`periods.${period}`)}
          value={money(totals[period])}
          note={
            period === "month"
              ? t("forecast", { amount: money(view.forecast), days: view.forecastDays })
              : null
          }
        />
      ))}
      <Figure
        name={t("now")}
        value={perHour("perHour", { amount: price(view.perHour) })}
        note={null}
      />
    </dl>
  );
}

const money = (decimal: string) => formatMoney(decimal) ?? decimal;

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note: string | null;
}

function Figure({ name, value, note }: FigureProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{name}</dt>
      <dd>
        <span className="figures text-lg">{value}</span>
        <span className="block min-h-4 text-xs text-faint">{note}</span>
      </dd>
    </div>
  );
}
