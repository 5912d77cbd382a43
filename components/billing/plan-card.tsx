"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { SubscriptionView } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import { CancelDialog } from "./cancel-dialog";
import { isRunning } from "./choice";
import { PlanNotes } from "./plan-notes";
import type { SubscriptionPart } from "./subscription-acts";

const tones: Readonly<Record<SubscriptionView["state"], Tone>> = {
  none: "neutral",
  "awaiting-payment": "info",
  trialing: "good",
  active: "good",
  "past-due": "warn",
  frozen: "bad",
  ended: "neutral",
};

/** What the team has now, and what happens to it next. */
export function PlanCard({ view, acts, follow }: SubscriptionPart) {
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  const [asking, setAsking] = useState(false);
  const { tier, state, mayChange, cancelsAt } = view;
  const runsOut = cancelsAt !== null && (state === "active" || state === "trialing");
  const word = runsOut ? "cancelled" : state;
  const canCancel = mayChange && isRunning(view) && cancelsAt === null;
  return (
    <Card>
      <CardHead
        title={t("plan.title", { tier: tiers(tier) })}
        note={t(`gives.${tier}`)}
        actions={
          canCancel && (
            <Button variant="danger-quiet" size="sm" onClick={() => setAsking(true)}>
              {t("cancel.action")}
            </Button>
          )
        }
      />
      <CardBody className="grid gap-4">
        <div>
          <Status tone={runsOut ? "neutral" : tones[state]} word={t(`states.${word}`)} />
          <p className="mt-1 max-w-prose text-muted">{t(`stateMeans.${word}`)}</p>
        </div>
        {mayChange && <Facts view={view} />}
      </CardBody>
      {mayChange && <PlanNotes {...{ view, acts, follow }} />}
      {asking && (
        <CancelDialog {...{ view, follow }} cancel={acts.cancel} onClose={() => setAsking(false)} />
      )}
    </Card>
  );
}

function Facts({ view }: Pick<SubscriptionPart, "view">) {
  const t = useTranslations("subscription");
  const locale = useReaderLocale();
  const { interval, nextCharge, trialEndsAt, tier, seats, cancelsAt } = view;
  if (!interval) return null;
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      <Fact name={t("plan.billed")}>{t(`every.${interval}`)}</Fact>
      {tier === "enterprise" && (
        <Fact name={t("plan.seats")}>{t("plan.seatCount", { count: seats.allowed })}</Fact>
      )}
      {trialEndsAt && (
        <Fact name={t("plan.trialEnds")}>
          <Instant at={trialEndsAt} style="day" />
        </Fact>
      )}
      {nextCharge && !cancelsAt && (
        <Fact name={t("plan.nextCharge")}>
          <span className="figures">{formatMinor(nextCharge.amount, locale)}</span>
          {", "}
          <Instant at={nextCharge.at} style="day" />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
