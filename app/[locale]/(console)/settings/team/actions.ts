"use server";

import { action } from "@/lib/actions/action";
import { teamAction } from "@/lib/actions/team-action";
import { changeRole } from "@/lib/teams/change-role";
import { handOver } from "@/lib/teams/hand-over";
import { inviteMember } from "@/lib/teams/invite";
import { leaveTeam } from "@/lib/teams/leave";
import { removeMember } from "@/lib/teams/remove-member";
import { renameTeam } from "@/lib/teams/rename";
import { requireSecondStep } from "@/lib/teams/require-second-step";
import { resendInvite } from "@/lib/teams/resend-invite";
import { revokeInvite } from "@/lib/teams/revoke-invite";
import { setTimeZone } from "@/lib/teams/set-time-zone";
import { switchTeam } from "@/lib/teams/switch";

export const inviteToTeam = teamAction(inviteMember);
export const resendTeamInvite = teamAction(resendInvite);
export const revokeTeamInvite = teamAction(revokeInvite);
export const changeMemberRole = teamAction(changeRole);
export const removeTeamMember = teamAction(removeMember);
export const leaveThisTeam = teamAction(leaveTeam);
export const handTeamOver = teamAction(handOver);
export const renameThisTeam = teamAction(renameTeam);
export const requireTeamSecondStep = teamAction(requireSecondStep);
export const setTeamTimeZone = teamAction(setTimeZone);
export const switchToTeam = action(switchTeam);
