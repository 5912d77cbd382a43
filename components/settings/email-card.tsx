"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProfileView } from "@/lib/accounts/types";
import type { ProfileActs } from "./profile-acts";

export interface EmailCardProps extends Pick<ProfileActs, "askEmailChange"> {
  readonly view: ProfileView;
}

/** The account's address; a new one counts once its mailed link was opened. */
export function EmailCard({ view: { email, newEmail }, askEmailChange }: EmailCardProps) {
  const t = useTranslations("console.profile");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(askEmailChange, async () => {
    form.current?.reset();
    await refresh();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ email: formTexts(event.currentTarget).email ?? "" });
  };
  return (
    <Card>
      <CardHead title={t("email")} note={email} />
      <CardBody>
        <form ref={form} method="post" noValidate onSubmit={submit} className="grid max-w-sm gap-4">
          {newEmail && <Banner tone="info">{t("emailWaits", { email: newEmail })}</Banner>}
          {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
          <Field label={t("newEmail")} hint={t("newEmailHint")} error={refusal?.fields?.email}>
            <Input name="email" type="email" autoComplete="email" maxLength={254} required />
          </Field>
          <div>
            <SubmitButton variant="secondary" pending={pending}>
              {t("changeEmail")}
            </SubmitButton>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
