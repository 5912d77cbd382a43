"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import type { ActionResult } from "@/lib/actions/types";
import { AuthPanel } from "./auth-panel";
import { openPage } from "./return-path";

export interface ChangeEmailFormProps {
  readonly token: string;
  readonly email: string;
  readonly changeEmail: (input: { token: string }) => Promise<ActionResult<unknown>>;
}

/** One press makes the new address the account's; merely opening the page does not. */
export function ChangeEmailForm({ token, email, changeEmail }: ChangeEmailFormProps) {
  const t = useTranslations("auth.changeEmail");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(changeEmail, () =>
    openPage("/settings/profile", locale),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ token });
  };
  return (
    <AuthPanel title={t("title")} intro={t("intro", { email })}>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <form method="post" noValidate onSubmit={submit}>
        <SubmitButton pending={pending}>{t("submit")}</SubmitButton>
      </form>
    </AuthPanel>
  );
}
