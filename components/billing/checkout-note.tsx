"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import type { LiveSubscription } from "@/lib/billing/types";
import type { Follow } from "./use-follow";

export interface CheckoutNoteProps extends Pick<Follow, "waiting"> {
  readonly data: LiveSubscription;
}

/** What became of the checkout that the person comes back from, as our rows tell it. */
export function CheckoutNote({ data: { checkout, subscription }, waiting }: CheckoutNoteProps) {
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  if (waiting?.what === "checkout") {
    return <Banner tone="info">{t(`checkout.${waiting.since}`)}</Banner>;
  }
  if (checkout === "expired" || checkout === "failed") {
    return <Banner tone="warn">{t(`checkout.${checkout}`)}</Banner>;
  }
  const { state, tier } = subscription;
  if (state === "awaiting-payment") return <Banner tone="info">{t("checkout.bank")}</Banner>;
  if (state !== "active" && state !== "trialing") return null;
  return <Banner tone="good">{t("checkout.done", { tier: tiers(tier) })}</Banner>;
}
