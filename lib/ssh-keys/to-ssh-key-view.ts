import type { SshKey } from "@/lib/generated/prisma/client";
import type { SshKeyView } from "@/lib/ssh-keys/schema";

/** A stored key as one member of its team sees it. */
export function toSshKeyView(row: SshKey, userId: string): SshKeyView {
  const { id, name, kind, publicKey, fingerprint } = row;
  return {
    id,
    name,
    visibility: row.visibility === "team" ? "team" : "private",
    isMine: row.userId === userId,
    kind,
    publicKey,
    fingerprint,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
