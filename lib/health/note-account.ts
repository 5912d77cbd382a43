import type { Tx } from "@/lib/db";
import { refuseKey } from "@/lib/operations/refuse-key";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import { type ProviderErrorKind, paidCallVerdict } from "@/lib/providers/errors";

/** The account answered: a key it did not know for a while works again. */
export async function noteListed(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  const refused = { id: providerKeyId, state: "refused", stateReason: "invalid-key" };
  const key = await tx.providerKey.findFirst({ where: refused, select: { teamId: true } });
  if (key) {
    await holdKeys(tx, key.teamId);
    const data = { state: "active", stateReason: null };
    await tx.providerKey.updateMany({ where: refused, data });
    // It may be one more than the tier has room for.
    await settleKeysOf(tx, key.teamId, at);
  }
  await tx.providerKey.updateMany({
    where: { id: providerKeyId, state: { not: "removed" } },
    data: { lastListedAt: at, listFailure: null },
  });
}

/**
 * The account did not answer. Its machines go on as they were, with a health nobody knows; a key
 * that is refused is told about once.
 */
export async function noteListFailure(
  tx: Tx,
  providerKeyId: string,
  kind: ProviderErrorKind,
  at: Date,
): Promise<void> {
  await tx.providerKey.updateMany({ where: { id: providerKeyId }, data: { listFailure: kind } });
  await tx.healthState.updateMany({
    where: {
      deployment: { providerKeyId, endedAt: null },
      verdict: { not: "unknown" },
    },
    data: { verdict: "unknown", since: at },
  });
  if (paidCallVerdict({ kind }) === "auth")
    await refuseKey(tx, { providerKeyId, reason: kind, at });
}
