"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type BillingInterval,
  CURRENCY,
  INCLUDED_SEATS,
  MOST_SEATS,
  type PaidTier,
  planPrice,
} from "@/lib/billing/plans";
import type { PlanChoice } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import { BuyButtons, type BuyButtonsProps } from "./buy-buttons";
import { monthlyOf, priceOf, readSeats } from "./choice";

export interface TierOptionProps extends Omit<BuyButtonsProps, "choice"> {
  readonly ref?: Ref<HTMLElement> | undefined;
  readonly tier: PaidTier;
  readonly interval: BillingInterval;
  /** As typed; of Enterprise alone. */
  readonly typedSeats: string;
  readonly onSeats: (text: string) => void;
}

/** One tier: its price, what it gives, and what can be done to have it. */
export function TierOption(props: TierOptionProps) {
  const { ref, view, tier, interval, typedSeats, acts, onSeats, onChange } = props;
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  const seats = tier === "pro" ? 1 : readSeats(typedSeats);
  const choice = seats === null ? null : { tier, interval, seats };
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={tiers(tier)}
      className="flex flex-col gap-3 rounded-lg border border-line p-4 focus:border-accent focus:outline-none"
    >
      <h3 className="flex items-center gap-2 text-md">
        {tiers(tier)}
        {view.tier === tier && <Badge tone="accent">{t("choose.yours")}</Badge>}
      </h3>
      <Price choice={choice} />
      <p className="flex-1 text-muted">{t(`gives.${tier}`)}</p>
      {tier === "enterprise" && (
        <SeatsField interval={interval} text={typedSeats} isBad={seats === null} onType={onSeats} />
      )}
      {choice && <BuyButtons {...{ view, acts, onChange, choice }} />}
    </section>
  );
}

function Price({ choice }: { readonly choice: PlanChoice | null }) {
  const t = useTranslations("subscription");
  const locale = useReaderLocale();
  if (!choice) return <p className="min-h-12 text-lg text-faint">–</p>;
  const price = priceOf(choice);
  return (
    <p className="min-h-12">
      <span className="text-lg tabular-nums">
        {t(`per.${choice.interval}`, { amount: formatMinor(price, locale) })}
      </span>
      <span className="block text-sm text-muted">
        {choice.interval === "year" &&
          t("choose.comesTo", { amount: formatMinor(monthlyOf(price), locale) })}
      </span>
    </p>
  );
}

interface SeatsFieldProps {
  readonly interval: BillingInterval;
  readonly text: string;
  readonly isBad: boolean;
  readonly onType: (text: string) => void;
}

function SeatsField({ interval, text, isBad, onType }: SeatsFieldProps) {
  const t = useTranslations("subscription");
  const locale = useReaderLocale();
  const minor = String(planPrice("enterprise-seat", interval).cents);
  const amount = formatMinor({ minor, currency: CURRENCY }, locale);
  return (
    <Field
      label={t("choose.seats")}
      hint={t("choose.seatsHint", {
        included: INCLUDED_SEATS,
        price: t(`per.${interval}`, { amount }),
      })}
      error={isBad ? t("choose.seatsBad", { least: INCLUDED_SEATS, most: MOST_SEATS }) : null}
    >
      <Input
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        className="figures w-28"
        value={text}
        onChange={({ currentTarget: { value } }) => onType(value)}
      />
    </Field>
  );
}
