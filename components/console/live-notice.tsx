"use client";

import { useTranslations } from "next-intl";
import { withReturn } from "@/components/auth/return-path";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useInstants } from "@/components/ui/instant";
import { Link, usePathname } from "@/lib/i18n/navigation";
import type { Live } from "./use-live";

/** Says honestly that what is shown is not of now, and of when it is. */
export function LiveNotice({ live }: { readonly live: Live<unknown> }) {
  const t = useTranslations("console.live");
  const path = usePathname();
  const write = useInstants();
  if (live.trouble === null || live.trouble === "not-there") return null;
  if (live.trouble === "signed-out") {
    return (
      <Banner
        tone="warn"
        action={
          <Button asChild size="sm">
            <Link href={withReturn("/sign-in", path)}>{t("signInAgain")}</Link>
          </Button>
        }
      >
        {t("signedOut")}
      </Banner>
    );
  }
  const retry = (
    <Button size="sm" onClick={live.retry}>
      {t("retry")}
    </Button>
  );
  if (live.now === undefined) {
    return (
      <Banner tone="bad" action={retry}>
        {t("failedEmpty")}
      </Banner>
    );
  }
  return (
    <Banner tone="warn" action={retry}>
      {t(live.trouble, { time: write(live.now, "time") })}
    </Banner>
  );
}
