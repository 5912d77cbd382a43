import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamPage } from "@/components/team/team-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import {
  changeMemberRole,
  handTeamOver,
  inviteToTeam,
  leaveThisTeam,
  removeTeamMember,
  renameThisTeam,
  requireTeamSecondStep,
  resendTeamInvite,
  revokeTeamInvite,
  setTeamTimeZone,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("team");
  return { title: t("title") };
}

export default async function TeamRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <TeamPage
      acts={{
        invite: inviteToTeam.bind(null, teamId),
        resend: resendTeamInvite.bind(null, teamId),
        revoke: revokeTeamInvite.bind(null, teamId),
        changeRole: changeMemberRole.bind(null, teamId),
        remove: removeTeamMember.bind(null, teamId),
        leave: leaveThisTeam.bind(null, teamId),
        handOver: handTeamOver.bind(null, teamId),
        rename: renameThisTeam.bind(null, teamId),
        requireSecondStep: requireTeamSecondStep.bind(null, teamId),
        setTimeZone: setTeamTimeZone.bind(null, teamId),
      }}
    />
  );
}
