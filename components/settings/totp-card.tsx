"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import type { FactorsView } from "@/lib/factors/types";
import { CodesDialog } from "./codes-dialog";
import { RemoveFactorDialog } from "./remove-factor-dialog";
import type { SecurityActs, TotpSetup } from "./security-acts";
import { TotpDialog } from "./totp-dialog";

export interface TotpCardProps {
  readonly factors: FactorsView;
  readonly acts: Pick<SecurityActs, "beginTotp" | "confirmTotp" | "removeTotp">;
}

/** The authenticator app: set up by a QR code and a first code, or taken away. */
export function TotpCard({ factors: { totpSince, passkeys }, acts }: TotpCardProps) {
  const t = useTranslations("console.security.totp");
  const [setup, setSetup] = useState<TotpSetup | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [removing, setRemoving] = useState(false);
  const begin = useSubmit(acts.beginTotp, setSetup);
  const done = (made: readonly string[]) => {
    setSetup(null);
    setCodes(made);
  };
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("text")}
        actions={
          <Status tone={totpSince ? "good" : "neutral"} word={totpSince ? t("on") : t("off")} />
        }
      />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        {begin.refusal && <Banner tone="bad">{begin.refusal.message}</Banner>}
        {totpSince ? (
          <>
            <p className="text-muted">
              {t("since")} <Age at={totpSince} ago />
            </p>
            <Button variant="danger-quiet" onClick={() => setRemoving(true)}>
              {t("remove")}
            </Button>
          </>
        ) : (
          <Button variant="primary" pending={begin.pending} onClick={() => void begin.send({})}>
            {t("begin")}
          </Button>
        )}
      </CardBody>
      {setup && (
        <TotpDialog
          setup={setup}
          confirmTotp={acts.confirmTotp}
          onDone={done}
          onClose={() => setSetup(null)}
        />
      )}
      {codes.length > 0 && <CodesDialog codes={codes} onClose={() => setCodes([])} />}
      {removing && (
        <RemoveFactorDialog
          title={t("removeTitle")}
          isLast={passkeys.length === 0}
          remove={() => acts.removeTotp({})}
          onClose={() => setRemoving(false)}
        />
      )}
    </Card>
  );
}
