"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { type BillingInterval, paidTiers } from "@/lib/billing/plans";
import type { PlanChoice } from "@/lib/billing/types";
import { ChangeDialog } from "./change-dialog";
import { firstSeats, type Wish } from "./choice";
import { IntervalSwitch } from "./interval-switch";
import type { SubscriptionPart } from "./subscription-acts";
import { TierOption } from "./tier-option";

export interface ChooseCardProps extends SubscriptionPart {
  readonly wish: Wish | null;
}

/** The tiers that cost money, with what can be done about each; what the address wished for has the focus. */
export function ChooseCard({ view, acts, wish, follow }: ChooseCardProps) {
  const t = useTranslations("subscription");
  const [interval, setInterval] = useState<BillingInterval>(
    wish?.interval ?? view.interval ?? "month",
  );
  const [typedSeats, setTypedSeats] = useState(() => String(firstSeats(view)));
  const [changing, setChanging] = useState<PlanChoice | null>(null);
  const wished = useRef<HTMLElement>(null);
  useEffect(() => {
    wished.current?.focus();
    wished.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <Card>
      <CardHead
        title={t("choose.title")}
        note={t("choose.note")}
        actions={<IntervalSwitch interval={interval} onChoose={setInterval} />}
      />
      <CardBody className="grid gap-4">
        {view.sold.length === 0 && <Banner tone="info">{t("choose.nothingSold")}</Banner>}
        <div className="grid gap-4 md:grid-cols-2">
          {paidTiers.map((tier) => (
            <TierOption
              key={tier}
              ref={wish?.tier === tier ? wished : undefined}
              {...{ view, tier, interval, typedSeats, acts }}
              onSeats={setTypedSeats}
              onChange={setChanging}
            />
          ))}
        </div>
      </CardBody>
      {changing && (
        <ChangeDialog to={changing} {...{ view, acts, follow }} onClose={() => setChanging(null)} />
      )}
    </Card>
  );
}
