"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { SubmitButton } from "@/components/console/submit-button";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import type { ActionResult } from "@/lib/actions/types";
import type { EventGroup } from "@/lib/notifications/rules/types";

export interface NoticesLinkFormProps {
  readonly token: string;
  readonly group: EventGroup;
  readonly isOn: boolean;
  readonly turn: (input: {
    token: string;
    on: boolean;
  }) => Promise<ActionResult<{ readonly isOn: boolean }>>;
}

/** One press ends mails of a kind, another one has them sent again. */
export function NoticesLinkForm({ token, group, isOn: wasOn, turn }: NoticesLinkFormProps) {
  const t = useTranslations("auth.unsubscribe");
  const [isOn, setOn] = useState(wasOn);
  const { pending, refusal, send } = useSubmit(turn, (answer) => setOn(answer.isOn));
  return (
    <AuthPanel title={t("title")}>
      <p>{t("about", { group })}</p>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      {isOn !== wasOn && (
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
