"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { DeleteAccountDialog } from "./delete-account-dialog";
import type { ProfileActs } from "./profile-acts";

const EXPORT = "/api/account/export";

export interface AccountCardProps {
  readonly acts: Pick<ProfileActs, "prepareExport" | "deleteAccount">;
}

/** Everything stored about the person as a file, and the end of their account. */
export function AccountCard({ acts }: AccountCardProps) {
  const t = useTranslations("console.account");
  const [asking, setAsking] = useState(false);
  const exporting = useSubmit(acts.prepareExport, () => window.location.assign(EXPORT));
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        {exporting.refusal && <Banner tone="bad">{exporting.refusal.message}</Banner>}
        <p className="max-w-prose text-muted">{t("exportText")}</p>
        <Button pending={exporting.pending} onClick={() => void exporting.send({})}>
          {t("export")}
        </Button>
      </CardBody>
      <CardBody className="flex flex-wrap items-center justify-between gap-4 border-t border-line">
        <p className="max-w-prose text-muted">{t("deleteText")}</p>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          {t("delete")}
        </Button>
      </CardBody>
      {asking && (
        <DeleteAccountDialog deleteAccount={acts.deleteAccount} onClose={() => setAsking(false)} />
      )}
    </Card>
  );
}
