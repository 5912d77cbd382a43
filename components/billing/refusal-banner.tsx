"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionError } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { Locked } from "./locked";

const lockedCodes: readonly ActionError["code"][] = ["feature-locked", "limit-reached"];

export interface RefusalBannerProps {
  readonly refusal: ActionError;
  readonly title?: string;
}

/** Why something was refused; where a higher tier has it, or more room can be bought, with the way there. */
export function RefusalBanner({ refusal, title }: RefusalBannerProps) {
  const t = useTranslations("gate");
  const { code, tier, message } = refusal;
  if (tier) return <Locked tier={tier}>{message}</Locked>;
  if (!lockedCodes.includes(code)) {
    return (
      <Banner tone="bad" title={title}>
        {message}
      </Banner>
    );
  }
  return (
    <Banner
      tone="warn"
      action={
        <Button asChild size="sm">
          <Link href="/settings/subscription">{t("see")}</Link>
        </Button>
      }
    >
      {message}
    </Banner>
  );
}
