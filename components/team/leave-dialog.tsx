"use client";

import { useLocale, useTranslations } from "next-intl";
import { HOME, openPage } from "@/components/auth/return-path";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { TeamView } from "@/lib/teams/types";
import type { TeamActs } from "./team-acts";

export interface LeaveDialogProps {
  readonly view: TeamView;
  readonly leave: TeamActs["leave"];
  readonly onClose: () => void;
}

/** Asks before somebody leaves; afterwards the console goes on in another of their teams. */
export function LeaveDialog({ view: { id, name }, leave, onClose }: LeaveDialogProps) {
  const t = useTranslations("team.own");
  const common = useTranslations("common");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(leave, () => openPage(HOME, locale));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("leaveTitle", { name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" pending={pending} onClick={() => void send({ teamId: id })}>
            {t("leave")}
          </Button>
        </>
      }
    >
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <p className="text-muted">{t("leaveMeans")}</p>
    </Dialog>
  );
}
