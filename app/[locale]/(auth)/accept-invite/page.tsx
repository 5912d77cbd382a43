import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth/auth-panel";
import { withReturn } from "@/components/auth/return-path";
import { InviteAnswer } from "@/components/team/invite-answer";
import { InviteDoors } from "@/components/team/invite-doors";
import { Banner } from "@/components/ui/banner";
import { currentScope } from "@/lib/auth/session";
import { inviteOfLink, verifiedAddress } from "@/lib/teams/queries";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { acceptTeamInvite, declineTeamInvite, signOutForInvite } from "../actions";
import { firstOf, type QueryValue } from "../return-to";

interface AcceptInviteProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("team.invited");
  return { title: t("title"), referrer: "same-origin" };
}

/**
 * Behind the link of an invitation: who has the invited address signed in answers it; everybody else
 * is led through sign-in or sign-up and back here.
 */
export default async function AcceptInviteRoute(props: AcceptInviteProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token) ?? "";
  const [t, invite, scope] = await Promise.all([
    getTranslations("team.invited"),
    inviteOfLink(token),
    currentScope(),
  ]);
  if (invite?.state !== "open") {
    return (
      <AuthPanel title={t("title")}>
        <Banner tone="bad">{t(`bad.${invite?.state ?? "unknown"}`)}</Banner>
      </AuthPanel>
    );
  }
  const own = scope && (await verifiedAddress(scope));
  const decline = declineTeamInvite;
  if (own === invite.email) {
    return <InviteAnswer {...{ token, invite, accept: acceptTeamInvite, decline }} />;
  }
  const here = `/accept-invite?${new URLSearchParams({ token })}`;
  return (
    <InviteDoors
      {...{ token, invite, decline }}
      signedInAs={own}
      signInPath={withReturn("/sign-in", here)}
      signUpPath={withReturn("/sign-up", here)}
      signOut={signOutForInvite}
    />
  );
}
