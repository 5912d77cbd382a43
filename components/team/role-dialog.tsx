"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { GivenRole, MemberView } from "@/lib/teams/schema";
import type { TeamActs } from "./team-acts";

export interface RoleDialogProps {
  readonly member: MemberView;
  readonly role: GivenRole;
  readonly changeRole: TeamActs["changeRole"];
  readonly onClose: () => void;
}

/** Says what somebody may do with another role before they have it. */
export function RoleDialog({ member, role, changeRole, onClose }: RoleDialogProps) {
  const t = useTranslations("team");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const name = member.name ?? member.email;
  const facts = { name, role: t(`roles.${role}`) };
  const { pending, refusal, send } = useSubmit(changeRole, async () => {
    await refresh();
    toast.success(t("roleChanged", facts));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("roleAsk.title", facts)}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            pending={pending}
            onClick={() => void send({ memberId: member.id, role })}
          >
            {t("roleAsk.confirm", facts)}
          </Button>
        </>
      }
    >
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <p className="text-muted">{t(`roleMeans.${role}`)}</p>
      {member.isYou && <p className="mt-2">{t("roleAsk.yourself")}</p>}
    </Dialog>
  );
}
