"use client";

import { useTranslations } from "next-intl";
import { useSubmit } from "@/components/console/use-submit";
import { SessionLink } from "@/components/layout/session-link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TRIAL_DAYS } from "@/lib/billing/plans";
import type { PlanChoice } from "@/lib/billing/types";
import { standingOf } from "./choice";
import { leaveFor, type SubscriptionPart } from "./subscription-acts";

export interface BuyButtonsProps extends Pick<SubscriptionPart, "view" | "acts"> {
  readonly choice: PlanChoice;
  /** Begins a change to it. */
  readonly onChange: (to: PlanChoice) => void;
}

/** Buys or tries a tier, or begins a change to it; where neither can be, says why. */
export function BuyButtons({ view, acts, choice, onChange }: BuyButtonsProps) {
  const t = useTranslations("subscription.choose");
  const tiers = useTranslations("tiers.names");
  const standing = standingOf(view, choice);
  const buy = useSubmit(acts.checkout, leaveFor);
  const tier = tiers(choice.tier);
  if (standing === "change") {
    return (
      <div>
        <Button variant="primary" onClick={() => onChange(choice)}>
          {t(view.tier === choice.tier ? "adjust" : "change", { tier })}
        </Button>
      </div>
    );
  }
  if (standing === "not-sold" && view.sold.length > 0) {
    return (
      <p className="text-sm text-muted">
        {t("why.not-sold")}{" "}
        <SessionLink href="/pricing" className="text-accent underline">
          {t("waitingList")}
        </SessionLink>
      </p>
    );
  }
  if (standing !== "buy") return <p className="text-sm text-muted">{t(`why.${standing}`)}</p>;
  return (
    <>
      {buy.refusal && <Banner tone="bad">{buy.refusal.message}</Banner>}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={buy.pending}
          onClick={() => void buy.send({ ...choice, trial: false })}
        >
          {t("buy", { tier })}
        </Button>
        {view.canTry && choice.tier === "pro" && (
          <Button disabled={buy.pending} onClick={() => void buy.send({ ...choice, trial: true })}>
            {t("try", { days: TRIAL_DAYS })}
          </Button>
        )}
      </div>
      {view.canTry && choice.tier === "pro" && (
        <p className="text-xs text-faint">{t("tryMeans", { days: TRIAL_DAYS })}</p>
      )}
    </>
  );
}
