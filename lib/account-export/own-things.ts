import { inTeam } from "@/lib/db";

/** What a person keeps for themselves in a team: their SSH keys, views and private templates. */
export function readOwnThings(teamId: string, userId: string) {
  const where = { teamId, userId };
  return inTeam(teamId, async (tx) => ({
    teamId,
    sshKeys: await tx.sshKey.findMany({ where }),
    savedViews: await tx.savedView.findMany({ where }),
    privateTemplates: await tx.template.findMany({
      where: { teamId, createdBy: userId, visibility: "private" },
      omit: { secrets: true },
    }),
  }));
}
