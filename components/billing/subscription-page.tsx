"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { BillsCard } from "./bills-card";
import { CheckoutNote } from "./checkout-note";
import type { Wish } from "./choice";
import { ChooseCard } from "./choose-card";
import { FeaturesCard } from "./features-card";
import { PaymentBanner } from "./payment-banner";
import { PlanCard } from "./plan-card";
import type { SubscriptionActs, SubscriptionPart } from "./subscription-acts";
import { UsageCard } from "./usage-card";
import { useFollow } from "./use-follow";

export interface SubscriptionPageProps {
  readonly acts: SubscriptionActs;
  /** What the address asks to have chosen already. */
  readonly wish: Wish | null;
  /** The person comes back from Stripe's page. Whether they paid, the rows say. */
  readonly hasPaid: boolean;
}

/** What the team has, what it costs, and all that can be changed about it. */
export function SubscriptionPage({ acts, wish, hasPaid }: SubscriptionPageProps) {
  const t = useTranslations("subscription");
  const [isBack] = useState(hasPaid);
  const { live, waiting, follow } = useFollow({ hasPaid: isBack });
  const view = live.data?.subscription;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("description")} />
      <LiveNotice live={live} />
      {live.data && isBack && <CheckoutNote data={live.data} waiting={waiting} />}
      {waiting?.what === "change" && <Banner tone="info">{t(`waiting.${waiting.since}`)}</Banner>}
      {view && <Inside {...{ view, acts, wish, follow }} />}
      {!view && live.trouble === null && <Skeleton className="h-40" />}
    </div>
  );
}

interface InsideProps extends SubscriptionPart, Pick<SubscriptionPageProps, "wish"> {}

function Inside({ view, acts, wish, follow }: InsideProps) {
  const t = useTranslations("subscription");
  return (
    <>
      {view.mayChange ? (
        <PaymentBanner view={view} acts={acts} />
      ) : (
        <Banner tone="info">{t("readOnly")}</Banner>
      )}
      <PlanCard {...{ view, acts, follow }} />
      <UsageCard view={view} />
      {view.mayChange && (
        <>
          <ChooseCard
            key={wish ? `${wish.tier} ${wish.interval}` : "none"}
            {...{ view, acts, wish, follow }}
          />
          <BillsCard view={view} acts={acts} />
        </>
      )}
      <FeaturesCard features={view.features} />
    </>
  );
}
