"use client";

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { AuthPanel } from "./auth-panel";
import { CheckMail } from "./check-mail";
import { type OtherDoor, OtherDoors } from "./other-doors";
import { PasskeyButton } from "./passkey-button";
import { PasswordInput } from "./password-input";
import { openPage, secondStepPath, withReturn } from "./return-path";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signed in, or past the first step alone. */
interface Admitted {
  readonly secondStep: string | null;
}

export interface SignInFormProps {
  readonly signIn: (input: Credentials) => Promise<ActionResult<Admitted>>;
  /** What a passkey has to sign, and the sign-in with it. */
  readonly askPasskey: (input: {
    purpose: "sign-in";
  }) => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
  readonly signInWithPasskey: (input: {
    signed: AuthenticationResponseJSON;
  }) => Promise<ActionResult<unknown>>;
  /** Asks for the confirmation mail again, for an address not confirmed yet. */
  readonly askVerification: (
    input: Credentials & { returnTo: string },
  ) => Promise<ActionResult<unknown>>;
  readonly doors: readonly OtherDoor[];
  readonly returnTo: string;
  /** The address that was invited, to begin with. */
  readonly invited: string | null;
  readonly mailUrl: string | null;
  /** Why a sign-in at GitHub or Google brought one back here. */
  readonly problem: string | null;
}

/** Signs in with an address and a password, or at GitHub or Google where they are set up. */
export function SignInForm(props: SignInFormProps) {
  const { signIn, askPasskey, signInWithPasskey, askVerification } = props;
  const { doors, returnTo, invited, mailUrl, problem } = props;
  const t = useTranslations("auth");
  const locale = useLocale();
  const [tried, setTried] = useState<Credentials | null>(null);
  const [mailed, setMailed] = useState(false);
  const enter = () => openPage(returnTo, locale);
  const { pending, refusal, send } = useSubmit(signIn, ({ secondStep }) =>
    secondStep === null ? enter() : openPage(secondStepPath(secondStep, returnTo), locale),
  );
  const again = async () =>
    askVerification({ email: tried?.email ?? "", password: tried?.password ?? "", returnTo });
  const resend = useSubmit(again, () => setMailed(true));
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { email = "", password = "" } = formTexts(event.currentTarget);
    setTried({ email, password });
    resend.refuse(null);
    void send({ email, password });
  };
  if (mailed && tried) {
    return (
      <CheckMail
        email={tried.email}
        mailUrl={mailUrl}
        again={again}
        onOther={() => setMailed(false)}
      />
    );
  }
  return (
    <AuthPanel
      title={t("signIn.title")}
      below={
        <>
          {t("signIn.noAccount")}
          <Link
            href={withReturn("/sign-up", returnTo)}
            className="font-medium text-accent underline"
          >
            {t("signIn.toSignUp")}
          </Link>
        </>
      }
    >
      {problem && !refusal && <Banner tone="bad">{problem}</Banner>}
      <OtherDoors doors={doors} returnTo={returnTo} />
      {(resend.refusal ?? (refusal && !refusal.fields)) && (
        <Banner tone="bad" title={resend.refusal?.message ?? refusal?.message}>
          {refusal?.reason === "email-unverified" && (
            <Button
              size="sm"
              className="mt-2"
              pending={resend.pending}
              onClick={() => void resend.send(undefined)}
            >
              {resend.pending ? t("checkMail.resending") : t("checkMail.resend")}
            </Button>
          )}
        </Banner>
      )}
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("email")} error={refusal?.fields?.email}>
          <Input
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={254}
            defaultValue={tried?.email ?? invited ?? undefined}
          />
        </Field>
        <Field
          label={t("password")}
          error={refusal?.fields?.password}
          hint={mailUrl ? t("signIn.sampleHint") : undefined}
        >
          <PasswordInput name="password" autoComplete="current-password" required maxLength={200} />
        </Field>
        <SubmitButton pending={pending}>
          {pending ? t("signIn.pending") : t("signIn.submit")}
        </SubmitButton>
      </form>
      <PasskeyButton
        label={t("signIn.passkey")}
        ask={() => askPasskey({ purpose: "sign-in" })}
        show={(signed) => signInWithPasskey({ signed })}
        onDone={enter}
      />
      <Link href="/reset-password" className="justify-self-start text-muted underline">
        {t("signIn.forgot")}
      </Link>
    </AuthPanel>
  );
}
