"use client";

import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from "@simplewebauthn/browser";
import { Fingerprint } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";

export interface PasskeyButtonProps {
  readonly label: string;
  /** What the passkey has to sign. */
  readonly ask: () => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
  readonly show: (signed: AuthenticationResponseJSON) => Promise<ActionResult<unknown>>;
  readonly onDone: () => void | Promise<void>;
}

/** Has the browser sign with a passkey, and shows that. */
export function PasskeyButton({ label, ask, show, onDone }: PasskeyButtonProps) {
  const t = useTranslations("common");
  const sign = async (): Promise<ActionResult<unknown>> => {
    const asked = await ask();
    if (!asked.ok) return asked;
    const signed = await startAuthentication({ optionsJSON: asked.data }).catch(() => null);
    if (signed) return show(signed);
    const message = t("passkeyGivenUp");
    return { ok: false, error: { code: "invalid", reason: "passkey-unknown", message } };
  };
  const { pending, refusal, send } = useSubmit(sign, onDone);
  return (
    <div className="grid gap-3">
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <Button pending={pending} onClick={() => void send(undefined)} className="justify-self-start">
        <Fingerprint aria-hidden className="size-4" />
        {label}
      </Button>
    </div>
  );
}
