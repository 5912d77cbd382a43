"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { MemberView } from "@/lib/teams/schema";
import type { TeamActs } from "./team-acts";

export interface RemoveMemberDialogProps {
  readonly member: MemberView;
  readonly remove: TeamActs["remove"];
  readonly onClose: () => void;
}

/** Names the person and what it means before they are removed. */
export function RemoveMemberDialog({ member, remove, onClose }: RemoveMemberDialogProps) {
  const t = useTranslations("team.remove");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const name = member.name ?? member.email;
  const { pending, refusal, send } = useSubmit(remove, async () => {
    await refresh();
    toast.success(t("done", { name }));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={pending}
            onClick={() => void send({ memberId: member.id })}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <p className="text-muted">{t("text", { name, email: member.email })}</p>
    </Dialog>
  );
}
