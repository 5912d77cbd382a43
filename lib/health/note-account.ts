import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tx } from "@/lib/db";
import { refuseKey } from "@/lib/operations/refuse-key";
import { settleKeys } from "@/lib/provider-keys/settle-keys";
import { type ProviderErrorKind, paidCallVerdict } from "@/lib/providers/errors";

/** The account answered: a key it did not know for a while works again. */
export async function noteListed(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  await tx.providerKey.updateMany({
    where: { id: providerKeyId, state: { not: "removed" } },
    data: { lastListedAt: at, listFailure: null },
  });
  const { count } = await tx.providerKey.updateMany({
    where: { id: providerKeyId, state: "refused", stateReason: "invalid-key" },
    data: { state: "active", stateReason: null },
  });
  if (count > 0) await settleKeysOf(tx, providerKeyId, at);
}

/** A key that works again may be one more than the tier has room for. */
async function settleKeysOf(tx: Tx, providerKeyId: string, now: Date): Promise<void> {
  const { teamId } = await tx.providerKey.findUniqueOrThrow({
    where: { id: providerKeyId },
    select: { teamId: true },
  });
  const { tier } = await teamEntitlement(tx, teamId, now);
  await settleKeys(tx, { teamId, tier, now });
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
