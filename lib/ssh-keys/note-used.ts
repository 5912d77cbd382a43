import type { TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { readPublicKey } from "@/lib/ssh-keys/read-public-key";

/** Writes down that a launch took kept keys, the person's or the team's; any other is no matter. */
export async function noteSshKeysUsed(
  tx: Tx,
  { team, actor }: TeamScope,
  { sshPublicKeys, now }: { readonly sshPublicKeys: readonly string[]; readonly now: Date },
): Promise<void> {
  const fingerprints = sshPublicKeys.flatMap((key) => {
    const read = readPublicKey(key);
    return typeof read === "string" ? [] : [read.fingerprint];
  });
  if (fingerprints.length === 0 || actor.kind !== "user") return;
  await tx.sshKey.updateMany({
    where: {
      teamId: team.id,
      fingerprint: { in: fingerprints },
      OR: [{ userId: actor.userId }, { visibility: "team" }],
    },
    data: { lastUsedAt: now },
  });
}
