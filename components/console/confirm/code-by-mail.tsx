"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CodeProof } from "./code-proof";
import type { ConfirmActs } from "./confirm-acts";

export interface CodeByMailProps {
  readonly email: string;
  readonly acts: ConfirmActs;
  readonly onDone: () => void;
}

/** Confirms by a code that is mailed when asked for. */
export function CodeByMail({ email, acts, onDone }: CodeByMailProps) {
  const t = useTranslations("console.confirm");
  const [sent, setSent] = useState(false);
  const ask = useSubmit(acts.askCode, () => setSent(true));
  const confirm = ({ code }: { readonly code: string }) => acts.confirm({ by: "mail", code });
  return (
    <div className="grid gap-4">
      {ask.refusal && <Banner tone="bad">{ask.refusal.message}</Banner>}
      <p className="text-muted">{sent ? t("mailed", { email }) : t("mailText", { email })}</p>
      {sent && <CodeProof label={t("mailCode")} confirm={confirm} onDone={onDone} />}
      <div>
        <Button pending={ask.pending} onClick={() => void ask.send({})}>
          {sent ? t("mailAgain") : t("mail")}
        </Button>
      </div>
    </div>
  );
}
