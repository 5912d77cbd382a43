"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import { AuthPanel } from "./auth-panel";
import { HOME, openPage } from "./return-path";

export interface VerifyFormProps {
  readonly verify: (input: {
    token: string;
    password?: string;
  }) => Promise<ActionResult<{ readonly returnTo: string | null }>>;
  readonly token: string;
  readonly email: string;
  /** Another browser signed up: only who knows the password chosen there may confirm. */
  readonly asksPassword: boolean;
}

/** One press uses the mailed link up; merely opening the page does not, since mail scanners do that. */
export function VerifyForm({ verify, token, email, asksPassword }: VerifyFormProps) {
  const t = useTranslations("auth.verify");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(verify, ({ returnTo }) =>
    openPage(returnTo ?? HOME, locale),
  );
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { password } = formTexts(event.currentTarget);
    void send(asksPassword ? { token, password: password ?? "" } : { token });
  };
  return (
    <AuthPanel title={t("title")} intro={t("intro", { email })}>
      {asksPassword && <Banner tone="info">{t("elsewhere")}</Banner>}
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {asksPassword && (
          <Field label={t("password")} error={refusal?.fields?.password}>
            <Input name="password" type="password" autoComplete="current-password" required />
          </Field>
        )}
        <SubmitButton pending={pending}>{pending ? t("working") : t("submit")}</SubmitButton>
      </form>
    </AuthPanel>
  );
}
