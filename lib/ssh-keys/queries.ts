import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import { toSshKeyView } from "@/lib/ssh-keys/to-ssh-key-view";

/** One's own public keys and those shared with the team, the one used last first. */
export async function listSshKeys(scope: TeamScope): Promise<SshKeyView[]> {
  requireRead(scope, "deployments.read");
  const { userId } = personOfScope(scope);
  const rows = await inTeam(scope.team.id, (tx) =>
    tx.sshKey.findMany({
      where: { teamId: scope.team.id, OR: [{ userId }, { visibility: "team" }] },
      orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }],
    }),
  );
  return rows.map((row) => toSshKeyView(row, userId));
}
