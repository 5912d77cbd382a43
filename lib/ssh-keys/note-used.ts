import type { TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { readPublicKey } from "@/lib/ssh-keys/read-public-key";

/** Writes down that a launch took one of the person's kept keys; any other key is no matter. */
export async function noteSshKeyUsed(
  tx: Tx,
  { team, actor }: TeamScope,
  { sshPublicKey, now }: { readonly sshPublicKey: string; readonly now: Date },
): Promise<void> {
  const read = readPublicKey(sshPublicKey);
  if (typeof read === "string" || actor.kind !== "user") return;
  await tx.sshKey.updateMany({
    where: { teamId: team.id, userId: actor.userId, fingerprint: read.fingerprint },
    data: { lastUsedAt: now },
  });
}
