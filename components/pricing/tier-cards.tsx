import { useTranslations } from "next-intl";
import type { TierOffer } from "@/lib/pricing/types";
import { IntervalSwitch } from "./interval-switch";
import { TierCard } from "./tier-card";
import type { JoinWaitingList } from "./waiting-form";

export interface TierCardsProps {
  readonly offers: readonly TierOffer[];
  readonly join: JoinWaitingList;
}

/** Every tier beside the others, with the switch between monthly and yearly prices. */
export function TierCards({ offers, join }: TierCardsProps) {
  const t = useTranslations("pricing");
  return (
    <section aria-label={t("tiersLabel")} className="group/pricing grid gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <IntervalSwitch />
        <p className="text-sm text-muted">{t("beforeTax")}</p>
      </div>
      <div className="grid gap-4 md:grid-cols-3 md:grid-rows-[auto_auto_auto_1fr]">
        {offers.map((offer) => (
          <TierCard key={offer.tier} offer={offer} join={join} />
        ))}
      </div>
    </section>
  );
}
