import { inTeam } from "@/lib/db";
import { channelColumns } from "./channel-columns";

/**
 * What a person keeps for themselves in a team: their SSH keys, views and private templates, and where
 * and when they are told.
 */
export function readOwnThings(teamId: string, userId: string) {
  const where = { teamId, userId };
  return inTeam(teamId, async (tx) => ({
    teamId,
    sshKeys: await tx.sshKey.findMany({ where }),
    savedViews: await tx.savedView.findMany({ where }),
    channels: await tx.notificationChannel.findMany({ where, select: channelColumns }),
    notificationRules: await tx.notificationRule.findMany({
      where: { teamId, recipient: userId },
      omit: { teamId: true, recipient: true },
    }),
    notificationTimes: await tx.notificationPreference.findUnique({
      where: { teamId_userId: where },
      omit: { teamId: true, userId: true },
    }),
    privateTemplates: await tx.template.findMany({
      where: { teamId, createdBy: userId, visibility: "private" },
      omit: { secrets: true },
    }),
  }));
}
