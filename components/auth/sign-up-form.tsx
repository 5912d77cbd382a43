"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { AuthPanel } from "./auth-panel";
import { CheckMail } from "./check-mail";
import { entryPage } from "./entry-page";
import { NewPassword } from "./new-password";
import { HOME, withReturn } from "./return-path";
import { SandboxMail } from "./sandbox-mail";
import { rememberSignUp } from "./signed-up-here";

export interface SignUpInput {
  readonly email: string;
  readonly password: string;
  readonly locale: "en" | "zh";
  readonly entryPage: string | null;
  readonly returnTo: string;
}

export interface SignUpFormProps {
  readonly signUp: (input: SignUpInput) => Promise<ActionResult<{ email: string }>>;
  readonly returnTo: string;
  /** The address that was invited, to begin with. */
  readonly invited: string | null;
  readonly mailUrl: string | null;
}

/** Asks for an account, then says where to look for the mail. */
export function SignUpForm({ signUp, returnTo, invited, mailUrl }: SignUpFormProps) {
  const t = useTranslations("auth");
  const locale = useLocale();
  const [asked, setAsked] = useState<SignUpInput | null>(null);
  const [isMailed, setIsMailed] = useState(false);
  const { pending, refusal, send } = useSubmit(signUp, (_data, input) => {
    rememberSignUp(input.email);
    setAsked(input);
    setIsMailed(true);
  });
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { email = "", password = "" } = formTexts(event.currentTarget);
    const next: SignUpInput = {
      email,
      password,
      locale: locale === "zh" ? "zh" : "en",
      entryPage: entryPage(),
      returnTo,
    };
    void send(next);
  };
  if (asked && isMailed) {
    return (
      <CheckMail
        email={asked.email}
        mailUrl={mailUrl}
        again={() => signUp(asked)}
        onOther={() => setIsMailed(false)}
      />
    );
  }
  return (
    <AuthPanel
      title={t("signUp.title")}
      intro={t("signUp.description")}
      below={
        <>
          {t("signUp.hasAccount")}
          <Link
            href={withReturn("/sign-in", returnTo)}
            className="font-medium text-accent underline"
          >
            {t("signUp.toSignIn")}
          </Link>
        </>
      }
    >
      {returnTo !== HOME && <Banner tone="info">{t("signUp.continuing")}</Banner>}
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("email")} error={refusal?.fields?.email}>
          <Input
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={asked?.email ?? invited ?? undefined}
          />
        </Field>
        <NewPassword label={t("password")} error={refusal?.fields?.password} />
        <SubmitButton pending={pending}>
          {pending ? t("signUp.pending") : t("signUp.submit")}
        </SubmitButton>
      </form>
      {mailUrl && <SandboxMail mailUrl={mailUrl} />}
    </AuthPanel>
  );
}
