"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { AuthPanel } from "./auth-panel";
import { SandboxMail } from "./sandbox-mail";

export interface AskResetFormProps {
  readonly askReset: (input: { email: string }) => Promise<ActionResult<{ email: string }>>;
  readonly mailUrl: string | null;
}

/** Asks for a link to choose a new password. */
export function AskResetForm({ askReset, mailUrl }: AskResetFormProps) {
  const t = useTranslations("auth");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { pending, refusal, send } = useSubmit(askReset, ({ email }) => setSentTo(email));
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ email: formTexts(event.currentTarget).email ?? "" });
  };
  return (
    <AuthPanel
      title={t("forgot.title")}
      intro={t("forgot.intro")}
      below={
        <Link href="/sign-in" className="font-medium text-accent underline">
          {t("forgot.toSignIn")}
        </Link>
      }
    >
      {sentTo !== null && <Banner tone="good">{t("forgot.sent", { email: sentTo })}</Banner>}
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("email")} error={refusal?.fields?.email}>
          <Input name="email" type="email" autoComplete="email" required maxLength={254} />
        </Field>
        <SubmitButton pending={pending}>
          {pending ? t("forgot.pending") : t("forgot.submit")}
        </SubmitButton>
      </form>
      {mailUrl && <SandboxMail mailUrl={mailUrl} />}
    </AuthPanel>
  );
}
