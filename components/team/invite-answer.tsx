"use client";

import { useLocale, useTranslations } from "next-intl";
import { HOME, openPage } from "@/components/auth/return-path";
import { SubmitButton } from "@/components/console/submit-button";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import type { ActionResult } from "@/lib/actions/types";
import { DeclineInvite, type DeclineInviteProps } from "./decline-invite";
import { InvitePanel, type InvitePanelProps } from "./invite-panel";

export interface InviteAnswerProps extends DeclineInviteProps, Pick<InvitePanelProps, "invite"> {
  readonly accept: (input: { token: string }) => Promise<ActionResult<unknown>>;
}

/** Yes or no to an invitation, for the person it was sent to. */
export function InviteAnswer({ token, invite, accept, decline }: InviteAnswerProps) {
  const t = useTranslations("team.invited");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(accept, () => openPage(HOME, locale));
  return (
    <InvitePanel invite={invite}>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ token });
        }}
      >
        <SubmitButton pending={pending}>{t("accept")}</SubmitButton>
      </form>
      <DeclineInvite token={token} decline={decline} />
    </InvitePanel>
  );
}
