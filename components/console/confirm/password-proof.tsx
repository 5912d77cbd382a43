"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import type { ConfirmActs } from "./confirm-acts";

export interface PasswordProofProps {
  readonly email: string;
  readonly confirm: ConfirmActs["confirm"];
  readonly onDone: () => void;
}

/** Confirms by the account's password. */
export function PasswordProof({ email, confirm, onDone }: PasswordProofProps) {
  const t = useTranslations("console.confirm");
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send } = useSubmit(confirm, onDone);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { password = "" } = formTexts(event.currentTarget);
    void send({ by: "password", password });
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("password")} error={refusal?.fields?.password}>
        <PasswordInput name="password" autoComplete="current-password" maxLength={200} />
      </Field>
      <div>
        <SubmitButton pending={pending}>{pending ? t("pending") : t("submit")}</SubmitButton>
      </div>
    </form>
  );
}
