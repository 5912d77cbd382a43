"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { useInstants } from "@/components/ui/instant";
import { tierHas } from "@/lib/billing/tiers";
import type { PlanChoice, SubscriptionView } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import type { ChangePreview } from "@/lib/subscriptions/schema";

export interface ChangeFactsProps {
  readonly view: SubscriptionView;
  readonly to: PlanChoice;
  readonly preview: ChangePreview;
}

/** When a change holds, what is charged for it at once and what later. */
export function ChangeFacts({ view, to, preview }: ChangeFactsProps) {
  const t = useTranslations("subscription.change");
  const subscription = useTranslations("subscription");
  const locale = useReaderLocale();
  const { kind, dueNow, tax, nextAmount, nextAt, dropsPlanned, endsTrial } = preview;
  const day = useInstants()(nextAt, "day");
  const taxed = tax && Number(tax.minor) > 0 ? tax : null;
  const { members, invited } = view.seats;
  const leavesTeam = tierHas(view.tier, "members") && !tierHas(to.tier, "members");
  const losses = [
    leavesTeam && members > 1 && t("membersLook", { count: members - 1 }),
    leavesTeam && invited > 0 && t("invitesLapse"),
    endsTrial && t("endsTrial"),
    dropsPlanned && t("dropsPlanned"),
  ].filter((text) => text !== false);
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
      {losses.length > 0 && (
        <ul className="list-disc pl-5 text-warn">
          {losses.map((text) => (
            <li key={text}>{text}</li>
          ))}
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
