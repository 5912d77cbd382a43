import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** Refuses with `key-frozen` what would begin something under a key the tier has no room for. */
export async function requireThawed(tx: Tx, providerKeyId: string): Promise<void> {
  const frozen = await tx.providerKey.count({
    where: { id: providerKeyId, frozenAt: { not: null } },
  });
  if (frozen > 0) throw new AppError("feature-locked", "key-frozen");
}
