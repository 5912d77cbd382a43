"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { AuthPanel } from "./auth-panel";
import { NewPassword } from "./new-password";

export interface ResetFormProps {
  readonly reset: (input: { token: string; password: string }) => Promise<ActionResult<unknown>>;
  readonly token: string;
}

/** Chooses a new password through a mailed link. */
export function ResetForm({ reset, token }: ResetFormProps) {
  const t = useTranslations("auth");
  const [done, setDone] = useState(false);
  const { pending, refusal, send } = useSubmit(reset, () => setDone(true));
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ token, password: formTexts(event.currentTarget).password ?? "" });
  };
  if (done) {
    return (
      <AuthPanel title={t("reset.title")}>
        <Banner tone="good">{t("reset.done")}</Banner>
        <Button asChild variant="primary">
          <Link href="/sign-in">{t("signIn.submit")}</Link>
        </Button>
      </AuthPanel>
    );
  }
  return (
    <AuthPanel title={t("reset.title")} intro={t("reset.intro")}>
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        <NewPassword label={t("newPassword")} error={refusal?.fields?.password} />
        <SubmitButton pending={pending}>
          {pending ? t("reset.pending") : t("reset.submit")}
        </SubmitButton>
      </form>
    </AuthPanel>
  );
}
