import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import { toSshKeyView } from "@/lib/ssh-keys/to-ssh-key-view";

/** One's own public keys, the one used last first. */
export async function listSshKeys(scope: TeamScope): Promise<SshKeyView[]> {
  requireRead(scope, "deployments.read");
  const { userId } = personOfScope(scope);
  const rows = await inTeam(scope.team.id, (tx) =>
    tx.sshKey.findMany({
      where: { teamId: scope.team.id, userId },
      orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }],
    }),
  );
  return rows.map(toSshKeyView);
}
