"use client";

import { useLocale, useTranslations } from "next-intl";
import { openPage } from "@/components/auth/return-path";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import { DeclineInvite, type DeclineInviteProps } from "./decline-invite";
import { InvitePanel, type InvitePanelProps } from "./invite-panel";

export interface InviteDoorsProps extends DeclineInviteProps, Pick<InvitePanelProps, "invite"> {
  /** Another address that is signed in here; null for a visitor. */
  readonly signedInAs: string | null;
  readonly signInPath: string;
  readonly signUpPath: string;
  readonly signOut: () => Promise<ActionResult<unknown>>;
}

/** The ways to the invited address: sign in, sign up, or first sign another one out. */
export function InviteDoors(props: InviteDoorsProps) {
  const { invite, token, decline, signedInAs, signInPath, signUpPath, signOut } = props;
  const t = useTranslations("team.invited");
  return (
    <InvitePanel invite={invite}>
      {signedInAs === null ? (
        <>
          <p>{t("visitor", { email: invite.email })}</p>
          <Button asChild variant="primary">
            <Link href={signUpPath}>{t("signUp")}</Link>
          </Button>
          <Button asChild>
            <Link href={signInPath}>{t("signIn")}</Link>
          </Button>
        </>
      ) : (
        <>
          <Banner tone="warn">{t("other", { email: signedInAs, invited: invite.email })}</Banner>
          <ChangePerson signOut={signOut} path={signInPath} />
        </>
      )}
      <DeclineInvite token={token} decline={decline} />
    </InvitePanel>
  );
}

interface ChangePersonProps extends Pick<InviteDoorsProps, "signOut"> {
  readonly path: string;
}

function ChangePerson({ signOut, path }: ChangePersonProps) {
  const t = useTranslations("team.invited");
  const locale = useLocale();
  const { pending, refusal, send } = useSubmit(
    () => signOut(),
    () => openPage(path, locale),
  );
  return (
    <>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <Button variant="primary" pending={pending} onClick={() => void send(undefined)}>
        {t("changePerson")}
      </Button>
    </>
  );
}
