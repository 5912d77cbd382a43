"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { useInstants } from "@/components/ui/instant";
import type { InviteView } from "@/lib/teams/schema";
import type { TeamActs } from "./team-acts";

export interface InviteListProps {
  readonly invites: readonly InviteView[];
  readonly mayResend: boolean;
  readonly acts: Pick<TeamActs, "resend" | "revoke">;
}

/** Invitations nobody answered yet. */
export function InviteList({ invites, mayResend, acts }: InviteListProps) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {invites.map((invite) => (
        <Invite key={invite.id} invite={invite} mayResend={mayResend} acts={acts} />
      ))}
    </ul>
  );
}

interface InviteProps extends Omit<InviteListProps, "invites"> {
  readonly invite: InviteView;
}

function Invite({ invite, mayResend, acts }: InviteProps) {
  const t = useTranslations("team");
  const refresh = useRefreshLive();
  const { id: inviteId, email, role, expiresAt, isExpired } = invite;
  const tell = (text: string) => async () => {
    await refresh();
    toast.success(text);
  };
  const resend = useSubmit(acts.resend, tell(t("invite.resent", { email })));
  const revoke = useSubmit(acts.revoke, tell(t("invite.revoked", { email })));
  const refusal = resend.refusal ?? revoke.refusal;
  const time = useInstants()(expiresAt);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="font-medium">{email}</span> · {t(`roles.${role}`)}
        <span className="block text-sm text-muted">
          {isExpired ? t("invite.expired", { time }) : t("invite.open", { time })}
        </span>
        {refusal && (
          <p role="alert" className="text-sm text-bad">
            {refusal.message}
          </p>
        )}
      </div>
      {mayResend && (
        <Button
          size="sm"
          pending={resend.pending}
          aria-label={t("invite.resendNamed", { email })}
          onClick={() => void resend.send({ inviteId })}
        >
          {t("invite.resend")}
        </Button>
      )}
      <Button
        size="sm"
        variant="danger-quiet"
        pending={revoke.pending}
        aria-label={t("invite.revokeNamed", { email })}
        onClick={() => void revoke.send({ inviteId })}
      >
        {t("invite.revoke")}
      </Button>
    </li>
  );
}
