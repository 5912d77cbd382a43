import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import type { PaidOffer } from "@/lib/pricing/types";
import { ByInterval } from "./by-interval";
import { type JoinWaitingList, WaitingForm } from "./waiting-form";

export interface TierDoorProps {
  /** Null for the tier that costs nothing. */
  readonly paid: PaidOffer | null;
  readonly join: JoinWaitingList;
}

/** The way into a tier: an account, the choice in the console, or the waiting list. */
export function TierDoor({ paid, join }: TierDoorProps) {
  const t = useTranslations("pricing");
  const tiers = useTranslations("tiers.names");
  if (!paid) {
    return (
      <div>
        <Button asChild className="w-full">
          <SessionLink href="/sign-up">{t("signUp")}</SessionLink>
        </Button>
      </div>
    );
  }
  if (!paid.isSold) return <WaitingForm tier={paid.tier} join={join} />;
  const choose = (interval: "month" | "year") => (
    <Button asChild variant="primary" className="w-full">
      <SessionLink href={`/settings/subscription?choose=${paid.tier}&interval=${interval}`}>
        {t(`choose.${interval}`, { tier: tiers(paid.tier) })}
      </SessionLink>
    </Button>
  );
  return <ByInterval month={choose("month")} year={choose("year")} />;
}
