"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { toast } from "sonner";
import { NewPassword } from "@/components/auth/new-password";
import { PasswordInput } from "@/components/auth/password-input";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import type { SecurityActs } from "./security-acts";

/** Changes the account's password. */
export function PasswordCard({ changePassword }: Pick<SecurityActs, "changePassword">) {
  const t = useTranslations("console.security");
  const auth = useTranslations("auth");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(changePassword, async () => {
    form.current?.reset();
    await refresh();
    toast.success(t("passwordDone"));
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { current = "", password = "" } = formTexts(event.currentTarget);
    void send({ current, password });
  };
  return (
    <Card>
      <CardHead title={t("password")} note={t("passwordText")} />
      <CardBody>
        <form ref={form} method="post" noValidate onSubmit={submit} className="grid max-w-sm gap-4">
          {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
          <Field label={auth("currentPassword")} error={refusal?.fields?.current}>
            <PasswordInput name="current" autoComplete="current-password" maxLength={200} />
          </Field>
          <NewPassword label={auth("newPassword")} error={refusal?.fields?.password} />
          <div>
            <SubmitButton pending={pending}>
              {pending ? t("passwordPending") : t("passwordSubmit")}
            </SubmitButton>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
