"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { useInstants } from "@/components/ui/instant";
import type { InviteLinkView } from "@/lib/teams/types";

export interface InvitePanelProps {
  readonly invite: InviteLinkView;
  readonly children: ReactNode;
}

/** Who invites whom to what, and until when. */
export function InvitePanel({ invite, children }: InvitePanelProps) {
  const t = useTranslations("team");
  const write = useInstants();
  const { teamName, inviter, role, email, expiresAt } = invite;
  return (
    <AuthPanel
      title={t("invited.to", { team: teamName })}
      intro={t("invited.intro", { inviter, email, role: t(`roles.${role}`) })}
    >
      <p className="text-sm text-muted">
        {t(`roleMeans.${role}`)} {t("invited.until", { time: write(expiresAt) })}
      </p>
      {children}
    </AuthPanel>
  );
}
