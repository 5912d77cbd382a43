"use client";

import { useTranslations } from "next-intl";
import { CodeProof } from "@/components/console/confirm/code-proof";
import { useRefreshLive } from "@/components/console/use-live";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { NewCodes, SecurityActs, TotpSetup } from "./security-acts";

export interface TotpDialogProps {
  readonly setup: TotpSetup;
  readonly confirmTotp: SecurityActs["confirmTotp"];
  readonly onDone: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}

/** The QR code for an authenticator app, the same as text, and the field for its first code. */
export function TotpDialog({ setup, confirmTotp, onDone, onClose }: TotpDialogProps) {
  const t = useTranslations("console.security.totp");
  const refresh = useRefreshLive();
  const { secret, qr } = setup;
  const done = async ({ codes }: NewCodes) => {
    await refresh();
    onDone(codes);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("setupTitle")}
      description={t("setupText")}
    >
      <div className="grid gap-5">
        <svg
          role="img"
          aria-label={t("qr")}
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          shapeRendering="crispEdges"
          className="w-52 justify-self-center rounded bg-white text-black"
        >
          <path d={qr.path} fill="currentColor" />
        </svg>
        <div>
          <p className="text-sm text-muted">{t("secretText")}</p>
          <p className="mt-1 flex items-center gap-2">
            <code data-secret="totp" className="figures [overflow-wrap:anywhere]">
              {secret}
            </code>
            <CopyButton text={secret} what={t("secret")} />
          </p>
        </div>
        <CodeProof label={t("firstCode")} confirm={confirmTotp} onDone={done} />
      </div>
    </Dialog>
  );
}
