"use client";

import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import { AuthPanel } from "./auth-panel";
import { SandboxMail } from "./sandbox-mail";

export interface CheckMailProps {
  readonly email: string;
  readonly mailUrl: string | null;
  /** Asks for the mail once more. */
  readonly again: () => Promise<ActionResult<unknown>>;
  readonly onOther: () => void;
}

/** Says that a mail is on its way, and sends it again. */
export function CheckMail({ email, mailUrl, again, onOther }: CheckMailProps) {
  const t = useTranslations("auth.checkMail");
  const [resent, setResent] = useState(false);
  const { pending, refusal, send } = useSubmit(again, () => setResent(true));
  return (
    <AuthPanel
      title={t("title")}
      below={
        <>
          {t("other")}
          <button type="button" onClick={onOther} className="font-medium text-accent underline">
            {t("toSignUp")}
          </button>
        </>
      }
    >
      <p role="status" className="flex items-start gap-3">
        <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
        <span className="[overflow-wrap:anywhere]">{t("sent", { email })}</span>
      </p>
      <p className="text-muted">{t("wait")}</p>
      {mailUrl && <SandboxMail mailUrl={mailUrl} />}
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      {resent && <Banner tone="good">{t("resent")}</Banner>}
      <Button pending={pending} onClick={() => void send(undefined)}>
        {pending ? t("resending") : t("resend")}
      </Button>
    </AuthPanel>
  );
}
