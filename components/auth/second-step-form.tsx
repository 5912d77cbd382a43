"use client";

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CodeProof } from "@/components/console/confirm/code-proof";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import type { FactorKinds } from "@/lib/factors/types";
import { Link } from "@/lib/i18n/navigation";
import { AuthPanel } from "./auth-panel";
import { PasskeyButton } from "./passkey-button";
import { openPage, withReturn } from "./return-path";

type Proof =
  | { readonly by: "totp" | "recovery"; readonly code: string }
  | { readonly by: "passkey"; readonly signed: AuthenticationResponseJSON };

export interface SecondStepFormProps {
  /** Under which the sign-in waits. */
  readonly step: string;
  readonly kinds: FactorKinds;
  readonly returnTo: string;
  readonly finish: (input: { step: string; proof: Proof }) => Promise<ActionResult<unknown>>;
  readonly askPasskey: (input: {
    purpose: "second-step";
    step: string;
  }) => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
}

/** The second step of a sign-in: app, passkey, or a recovery code where both are lost. */
export function SecondStepForm(props: SecondStepFormProps) {
  const { step, kinds, returnTo, finish, askPasskey } = props;
  const t = useTranslations("auth.secondStep");
  const locale = useLocale();
  const [isLost, setLost] = useState(false);
  const enter = () => openPage(returnTo, locale);
  const code =
    (by: "totp" | "recovery") =>
    ({ code }: { readonly code: string }) =>
      finish({ step, proof: { by, code } });
  return (
    <AuthPanel
      title={t("title")}
      intro={isLost ? t("lostIntro") : t("intro")}
      below={
        <Link href={withReturn("/sign-in", returnTo)} className="font-medium text-accent underline">
          {t("again")}
        </Link>
      }
    >
      {isLost ? (
        <CodeProof key="lost" label={t("recovery")} confirm={code("recovery")} onDone={enter} />
      ) : (
        <>
          {kinds.passkey && (
            <PasskeyButton
              label={t("passkey")}
              ask={() => askPasskey({ purpose: "second-step", step })}
              show={(signed) => finish({ step, proof: { by: "passkey", signed } })}
              onDone={enter}
            />
          )}
          {kinds.totp && <CodeProof label={t("code")} confirm={code("totp")} onDone={enter} />}
        </>
      )}
      <Button variant="ghost" className="justify-self-start" onClick={() => setLost(!isLost)}>
        {isLost ? t("notLost") : t("lost")}
      </Button>
    </AuthPanel>
  );
}
