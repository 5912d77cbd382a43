"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import type { FactorsView } from "@/lib/factors/types";
import { CodesDialog } from "./codes-dialog";
import type { SecurityActs } from "./security-acts";

export interface RecoveryCardProps {
  readonly factors: FactorsView;
  readonly acts: Pick<SecurityActs, "renewCodes">;
}

/** How many recovery codes are left, and new ones. */
export function RecoveryCard({ factors: { recoveryCodesLeft }, acts }: RecoveryCardProps) {
  const t = useTranslations("console.security.recovery");
  const [codes, setCodes] = useState<readonly string[]>([]);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(acts.renewCodes, async (made) => {
    setCodes(made.codes);
    await refresh();
  });
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <p className={recoveryCodesLeft < 3 ? "text-warn" : "text-muted"}>
          {t("left", { count: recoveryCodesLeft })}
        </p>
        <Button pending={pending} onClick={() => void send({})}>
          {t("renew")}
        </Button>
      </CardBody>
      {codes.length > 0 && <CodesDialog codes={codes} onClose={() => setCodes([])} />}
    </Card>
  );
}
