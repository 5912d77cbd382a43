"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { TeamStanding } from "@/lib/billing/types";
import { Link, usePathname } from "@/lib/i18n/navigation";
import { Countdown } from "./countdown";

const PAGE = "/settings/subscription";

/** On every page of the console while a payment is missing; the subscription's own page says more. */
export function DunningBanner({ standing }: { readonly standing: TeamStanding }) {
  const t = useTranslations("subscription.missing");
  const path = usePathname();
  const { graceUntil, now, mayPay } = standing;
  if (graceUntil === null || path === PAGE) return null;
  return (
    <Banner
      tone="warn"
      className="mb-6 flex-wrap"
      title={t("past-due")}
      action={
        mayPay && (
          <Button asChild size="sm" variant="primary">
            <Link href={PAGE}>{t("toPage")}</Link>
          </Button>
        )
      }
    >
      <Countdown until={graceUntil} now={now} />
      {!mayPay && ` ${t("askOwner")}`}
    </Banner>
  );
}
