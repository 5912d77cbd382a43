"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import type { PlanChoice } from "@/lib/billing/types";
import { formatDay } from "@/lib/format/dates";
import { formatMinor } from "@/lib/format/minor";
import type { ChangePreview } from "@/lib/subscriptions/schema";

export interface ChangeFactsProps {
  readonly to: PlanChoice;
  readonly preview: ChangePreview;
}

/** When a change holds, what is charged for it at once and what later. */
export function ChangeFacts({ to, preview }: ChangeFactsProps) {
  const t = useTranslations("subscription.change");
  const subscription = useTranslations("subscription");
  const locale = useReaderLocale();
  const { kind, dueNow, tax, nextAmount, nextAt, dropsPlanned, endsTrial } = preview;
  const day = formatDay(nextAt, locale);
  const taxed = tax && Number(tax.minor) > 0 ? tax : null;
  return (
    <>
      <p>{t(`kinds.${kind}`, { day })}</p>
      <dl className="grid gap-2">
        <Line name={t("every")}>{subscription(`every.${to.interval}`)}</Line>
        {to.tier === "enterprise" && <Line name={t("seats")}>{to.seats}</Line>}
        <Line name={t("dueNow")}>
          <strong className="font-medium">
            {dueNow ? formatMinor(dueNow, locale) : t("nothing")}
          </strong>
        </Line>
        {taxed && <Line name={t("tax")}>{formatMinor(taxed, locale)}</Line>}
        {nextAmount && <Line name={t("next", { day })}>{formatMinor(nextAmount, locale)}</Line>}
      </dl>
      {(endsTrial || dropsPlanned) && (
        <ul className="list-disc pl-5 text-warn">
          {endsTrial && <li>{t("endsTrial")}</li>}
          {dropsPlanned && <li>{t("dropsPlanned")}</li>}
        </ul>
      )}
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-muted">{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
