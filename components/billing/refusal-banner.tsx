"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionError } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";

const lockedCodes: readonly ActionError["code"][] = ["feature-locked", "limit-reached"];

export interface RefusalBannerProps {
  readonly refusal: ActionError;
  readonly title?: string;
}

/** Why something was refused; where a higher tier has it, with the way there. */
export function RefusalBanner({ refusal, title }: RefusalBannerProps) {
  const t = useTranslations("gate");
  const isLocked = lockedCodes.includes(refusal.code);
  return (
    <Banner
      tone={isLocked ? "warn" : "bad"}
      title={isLocked ? undefined : title}
      action={
        isLocked && (
          <Button asChild size="sm">
            <Link href="/settings/subscription">{t("see")}</Link>
          </Button>
        )
      }
    >
      {refusal.message}
    </Banner>
  );
}
