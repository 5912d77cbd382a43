"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/billing/types";
import { Countdown } from "./countdown";
import { PortalButton } from "./portal-button";
import type { SubscriptionActs } from "./subscription-acts";

export interface PaymentBannerProps {
  readonly view: SubscriptionView;
  readonly acts: Pick<SubscriptionActs, "portal">;
}

/** A payment is missing: until when the tier stays, or that it is lost, and how to pay. */
export function PaymentBanner({ view, acts }: PaymentBannerProps) {
  const t = useTranslations("subscription");
  const { state, graceUntil, hasPortal, invoices } = view;
  if (state !== "past-due" && state !== "frozen") return null;
  const unpaid = invoices.find(({ status, url }) => status === "open" && url !== null);
  return (
    <Banner tone={state === "frozen" ? "bad" : "warn"} title={t(`missing.${state}`)}>
      <p>
        {state === "past-due" && graceUntil ? (
          <Countdown until={graceUntil} />
        ) : (
          t("missing.frozenText")
        )}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {unpaid?.url && (
          <Button asChild size="sm" variant="primary">
            <a href={unpaid.url}>{t("missing.pay")}</a>
          </Button>
        )}
        {hasPortal && (
          <PortalButton portal={acts.portal} flow="payment-method">
            {t("missing.method")}
          </PortalButton>
        )}
      </div>
    </Banner>
  );
}
