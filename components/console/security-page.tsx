"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { NewPassword } from "@/components/auth/new-password";
import { PasswordInput } from "@/components/auth/password-input";
import { openPage } from "@/components/auth/return-path";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import type { ActionResult } from "@/lib/actions/types";
import { SubmitButton } from "./submit-button";
import { formTexts, useFocusRefused, useSubmit } from "./use-submit";

interface PasswordChange {
  readonly current: string;
  readonly password: string;
}

export interface SecurityPageProps {
  readonly email: string;
  /** False for accounts that sign in at GitHub or Google alone. */
  readonly hasPassword: boolean;
  readonly sessions: number;
  readonly changePassword: (input: PasswordChange) => Promise<ActionResult<unknown>>;
  readonly signOutEverywhere: () => Promise<ActionResult<unknown>>;
}

/** The account's password and its sessions. */
export function SecurityPage(props: SecurityPageProps) {
  const { email, hasPassword, sessions, changePassword, signOutEverywhere } = props;
  const t = useTranslations("console.security");
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("signedInAs", { email })} />
      {hasPassword && <PasswordCard changePassword={changePassword} />}
      <SessionsCard sessions={sessions} signOutEverywhere={signOutEverywhere} />
    </div>
  );
}

function PasswordCard({ changePassword }: Pick<SecurityPageProps, "changePassword">) {
  const t = useTranslations("console.security");
  const auth = useTranslations("auth");
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send } = useSubmit(changePassword, () => {
    form.current?.reset();
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

function SessionsCard(props: Pick<SecurityPageProps, "sessions" | "signOutEverywhere">) {
  const { sessions, signOutEverywhere } = props;
  const t = useTranslations("console.security");
  const common = useTranslations("common");
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const leave = useSubmit(
    () => signOutEverywhere(),
    () => openPage("/sign-in", locale),
  );
  return (
    <Card>
      <CardHead title={t("sessions")} note={t("sessionsHint", { count: sessions })} />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="max-w-prose text-muted">{t("everywhereText")}</p>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          {t("everywhere")}
        </Button>
      </CardBody>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("everywhereConfirm", { count: sessions })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
            <Button
              variant="danger"
              pending={leave.pending}
              onClick={() => void leave.send(undefined)}
            >
              {t("everywhere")}
            </Button>
          </>
        }
      >
        {leave.refusal && <Banner tone="bad">{leave.refusal.message}</Banner>}
        <p className="text-muted">{t("everywhereText")}</p>
      </Dialog>
    </Card>
  );
}
