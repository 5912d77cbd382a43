"use client";

import { useTranslations } from "next-intl";
import { useInstants } from "@/components/ui/instant";
import { limitOf } from "@/lib/billing/tiers";
import type { SubscriptionView } from "@/lib/billing/types";

export interface CancelMeansProps {
  readonly view: SubscriptionView;
  readonly when: "period-end" | "now";
}

/** What stays, what goes, and what happens to the money. */
export function CancelMeans({ view, when }: CancelMeansProps) {
  const t = useTranslations("subscription.cancel");
  const names = useTranslations("tiers.features");
  const write = useInstants();
  const { features, usage, seats, nextCharge, trialEndsAt } = view;
  const lost = features.filter(({ has, from }) => has && from !== "basic");
  const used = (limit: string) => usage.find((one) => one.limit === limit)?.used ?? 0;
  const frozen = used("provider-keys") - (limitOf("basic", "provider-keys") ?? 0);
  const endsAt = trialEndsAt ?? nextCharge?.at;
  return (
    <div className="grid gap-2 rounded bg-sunken px-4 py-3">
      <p className="font-medium">
        {when === "now"
          ? t(trialEndsAt ? "moneyTrialNow" : "moneyNow")
          : endsAt
            ? t("moneyLater", { day: write(endsAt, "day") })
            : t("moneyLaterUndated")}
      </p>
      <p>{t("kept")}</p>
      <ul className="list-disc pl-5">
        {lost.map(({ feature }) => (
          <li key={feature}>{t("loses", { feature: names(feature) })}</li>
        ))}
        {frozen > 0 && <li>{t("keysFreeze", { count: frozen })}</li>}
        {seats.members > 1 && <li>{t("membersLook", { count: seats.members - 1 })}</li>}
      </ul>
    </div>
  );
}
