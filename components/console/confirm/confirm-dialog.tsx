"use client";

import { useTranslations } from "next-intl";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConfirmWays } from "@/lib/accounts/types";
import { CodeByMail } from "./code-by-mail";
import { CodeProof } from "./code-proof";
import type { ConfirmActs } from "./confirm-acts";
import { PasswordProof } from "./password-proof";

export interface ConfirmDialogProps {
  readonly acts: ConfirmActs;
  readonly onClose: (confirmed: boolean) => void;
}

/** Asks who is signed in to show again that it is them. */
export function ConfirmDialog({ acts, onClose }: ConfirmDialogProps) {
  const t = useTranslations("console.confirm");
  const common = useTranslations("common");
  const { data: ways, trouble, retry } = useLive<ConfirmWays>("confirm-ways");
  const done = () => onClose(true);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={t("title")}
      description={t("text")}
    >
      {!ways && !trouble && <Skeleton className="h-16" />}
      {!ways && trouble && (
        <ErrorState
          title={t("failed")}
          action={<Button onClick={retry}>{common("retry")}</Button>}
        />
      )}
      {ways && (
        <div className="grid gap-6">
          {ways.passkey && (
            <PasskeyButton
              label={t("passkey")}
              ask={() => acts.askPasskey({ purpose: "confirm" })}
              show={(signed) => acts.confirm({ by: "passkey", signed })}
              onDone={done}
            />
          )}
          {ways.totp && (
            <CodeProof
              label={t("totp")}
              confirm={({ code }) => acts.confirm({ by: "totp", code })}
              onDone={done}
            />
          )}
          {ways.recovery && (
            <details>
              <summary className="cursor-pointer text-accent underline">{t("lost")}</summary>
              <div className="pt-4">
                <CodeProof
                  label={t("recovery")}
                  inputMode="text"
                  confirm={({ code }) => acts.confirm({ by: "recovery", code })}
                  onDone={done}
                />
              </div>
            </details>
          )}
          {ways.password && (
            <PasswordProof email={ways.email} confirm={acts.confirm} onDone={done} />
          )}
          {ways.mail && <CodeByMail email={ways.email} acts={acts} onDone={done} />}
        </div>
      )}
    </Dialog>
  );
}
