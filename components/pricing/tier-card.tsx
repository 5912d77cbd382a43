import { Check, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { TierOffer } from "@/lib/pricing/types";
import { TierDoor } from "./tier-door";
import { FreePrice, TierPrice } from "./tier-price";
import type { JoinWaitingList } from "./waiting-form";

export interface TierCardProps {
  readonly offer: TierOffer;
  readonly join: JoinWaitingList;
}

/** One tier: for whom, what it costs, the way in, and what it adds. Its rows line up with its neighbours'. */
export function TierCard({ offer, join }: TierCardProps) {
  const t = useTranslations("pricing");
  const tiers = useTranslations("tiers.names");
  const { tier, paid } = offer;
  return (
    <article
      aria-labelledby={`tier-${tier}`}
      className="grid content-start gap-4 rounded-lg border border-line bg-surface p-5 md:row-span-4 md:grid-rows-subgrid"
    >
      <header>
        <h2 id={`tier-${tier}`} className="text-lg tracking-tight">
          {tiers(tier)}
        </h2>
        <p className="mt-1 text-pretty text-muted">{t(`tiers.${tier}.for`)}</p>
      </header>
      {paid ? <TierPrice paid={paid} /> : <FreePrice />}
      <TierDoor paid={paid} join={join} />
      <Additions offer={offer} />
    </article>
  );
}

function Additions({ offer: { tier, adds } }: Pick<TierCardProps, "offer">) {
  const t = useTranslations("pricing");
  const features = useTranslations("tiers.features");
  return (
    <div className="border-t border-line pt-4">
      <p className="text-sm font-medium">{t(`tiers.${tier}.adds`)}</p>
      <ul className="mt-2 grid gap-1.5">
        {adds.map(({ feature, isAvailable, most }) => {
          const Icon = isAvailable ? Check : Clock;
          return (
            <li key={feature} className="flex items-start gap-2">
              <Icon
                aria-hidden
                className={`mt-0.5 size-4 shrink-0 ${isAvailable ? "text-good" : "text-faint"}`}
              />
              <span className={isAvailable ? "" : "text-muted"}>
                {features(feature)}
                {most !== null && t("upTo", { count: most })}{" "}
                {!isAvailable && <Badge>{t("planned")}</Badge>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
