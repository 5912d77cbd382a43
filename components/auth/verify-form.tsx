"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ token });
  };
  return (
    <AuthPanel title={t("title")} intro={t("intro")}>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <form method="post" onSubmit={submit} className="grid">
        <SubmitButton pending={pending}>{pending ? t("working") : t("submit")}</SubmitButton>
      </form>
    </AuthPanel>
  );
}
