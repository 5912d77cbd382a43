"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { PaidTier } from "@/lib/billing/plans";
import { Link } from "@/lib/i18n/navigation";

export interface LockedProps {
  /** The least tier that has what is locked; null where none has more, so that no way is offered. */
  readonly tier: PaidTier | null;
  readonly children: ReactNode;
}

/** Something the team's tier does not have: it is seen, says what it needs, and the way there is one press. */
export function Locked({ tier, children }: LockedProps) {
  const t = useTranslations("gate");
  return (
    <Banner
      tone="info"
      className="flex-wrap"
      action={
        tier && (
          <Button asChild size="sm">
            <Link href={`/settings/subscription?choose=${tier}`}>{t("upgrade", { tier })}</Link>
          </Button>
        )
      }
    >
      {children}
    </Banner>
  );
}
