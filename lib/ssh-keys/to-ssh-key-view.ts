import type { SshKey } from "@/lib/generated/prisma/client";
import type { SshKeyView } from "@/lib/ssh-keys/schema";

/** A stored key as its owner sees it. */
export function toSshKeyView(row: SshKey): SshKeyView {
  const { id, name, kind, publicKey, fingerprint } = row;
  return {
    id,
    name,
    kind,
    publicKey,
    fingerprint,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
