"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import { AuthPanel } from "./auth-panel";
import { HOME, openPage } from "./return-path";

export interface VerifyFormProps {
  readonly verify: (input: {
    token: string;
  }) => Promise<ActionResult<{ readonly returnTo: string | null }>>;
  readonly token: string;
}

/** One press uses the mailed link up; merely opening the page does not, since mail scanners do that. */
export function VerifyForm({ verify, token }: VerifyFormProps) {
  const t = useTranslations("auth.verify");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(verify, ({ returnTo }) =>
    openPage(returnTo ?? HOME, locale),
  );
  return (
    <AuthPanel title={t("title")} intro={t("intro")}>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <Button variant="primary" pending={pending} onClick={() => void send({ token })}>
        {pending ? t("working") : t("submit")}
      </Button>
    </AuthPanel>
  );
}
