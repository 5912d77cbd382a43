"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { price } from "@/components/deployments/money";
import { cn } from "@/components/ui/cn";
import { formatMoney } from "@/lib/format/money";
import { Link } from "@/lib/i18n/navigation";
import type { Overview } from "@/lib/overview/types";

export interface OverviewFiguresProps extends Pick<Overview, "machines" | "spend"> {
  /** How many problems are open. */
  readonly problems: number;
}

/** The figures that people look for first. */
export function OverviewFigures({ machines, spend, problems }: OverviewFiguresProps) {
  const t = useTranslations("console.overview");
  const list = useTranslations("deployments");
  const { running, changing, current, total, perHour } = machines;
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line grid-cols-2 lg:grid-cols-3 xl:grid-cols-6">
      <Figure
        name={t("running")}
        note={changing > 0 ? t("transitional", { count: changing }) : null}
        href="/dashboard/deployments"
      >
        {running}
      </Figure>
      <Figure
        name={t("today")}
        note={t("rateNow", { rate: list("perHour", { amount: price(perHour) }) })}
      >
        {money(spend.today)}
      </Figure>
      <Figure name={t("week")} note={t("weekHint", { timeZone: spend.timeZone })}>
        {money(spend.week)}
      </Figure>
      <Figure name={t("month")} note={t("forecast", { amount: money(spend.forecast) })}>
        {money(spend.month)}
      </Figure>
      <Figure
        name={t("total")}
        note={t("totalHint", { count: current })}
        href="/dashboard/deployments"
      >
        {total}
      </Figure>
      <Figure
        name={t("attention")}
        note={problems > 0 ? t("attentionHint") : t("attentionNone")}
        href={problems > 0 ? "#problems" : undefined}
        isBad={problems > 0}
      >
        {problems}
      </Figure>
    </dl>
  );
}

const money = (decimal: string) => formatMoney(decimal) ?? decimal;

interface FigureProps {
  readonly name: string;
  readonly note: ReactNode;
  readonly href?: string | undefined;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

/** One figure with its name; the name leads to what it counts. */
function Figure({ name, note, href, isBad = false, children }: FigureProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-sm text-muted">
        {href ? (
          <Link href={href} className="hover:underline">
            {name}
          </Link>
        ) : (
          name
        )}
      </dt>
      <dd>
        <span className={cn("figures text-lg", isBad && "text-bad")}>{children}</span>
        <span className="block min-h-4 text-xs text-faint">{note}</span>
      </dd>
    </div>
  );
}
