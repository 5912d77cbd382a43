"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { SubmitButton } from "@/components/console/submit-button";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import type { ActionResult } from "@/lib/actions/types";
import type { AlertView } from "@/lib/alerts/schema";
import { AlertSentence } from "./alert-sentence";

export interface AlertLinkFormProps {
  readonly token: string;
  readonly alert: AlertView;
  readonly turn: (input: {
    token: string;
    on: boolean;
  }) => Promise<ActionResult<{ readonly isOn: boolean }>>;
}

/** One press turns the alert of a mail off, another one on again. */
export function AlertLinkForm({ token, alert, turn }: AlertLinkFormProps) {
  const t = useTranslations("auth.alert");
  const [isOn, setOn] = useState(alert.isOn);
  const [changed, setChanged] = useState(false);
  const { pending, refusal, send } = useSubmit(turn, (answer) => {
    setOn(answer.isOn);
    setChanged(true);
  });
  return (
    <AuthPanel title={t("title")}>
      <p>
        <AlertSentence alert={alert} />
      </p>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      {(changed || !isOn) && (
        <Banner tone={isOn ? "good" : "info"}>{isOn ? t("isOn") : t("isOff")}</Banner>
      )}
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ token, on: !isOn });
        }}
      >
        <SubmitButton pending={pending}>{isOn ? t("turnOff") : t("turnOn")}</SubmitButton>
      </form>
    </AuthPanel>
  );
}
