import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Account } from "@/lib/operations/account";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import type { ProviderErrorKind } from "@/lib/providers/errors";

/**
 * Marks a key as refused by its provider, once, and tells of it. A key that has other credentials by
 * now than those the provider turned down is left alone. Where the tier had frozen another for
 * its sake, that one takes its place.
 */
export async function refuseKey(
  tx: Tx,
  facts: {
    readonly account: Pick<Account, "providerKeyId" | "fingerprint">;
    readonly reason: ProviderErrorKind;
    readonly at: Date;
  },
): Promise<void> {
  const { providerKeyId: id, fingerprint } = facts.account;
  const working = { id, fingerprint, state: "active" };
  const found = await tx.providerKey.findFirst({ where: working, select: { teamId: true } });
  if (!found) return;
  await holdKeys(tx, found.teamId);
  const [key] = await tx.providerKey.updateManyAndReturn({
    where: working,
    data: { state: "refused", stateReason: facts.reason },
  });
  if (!key) return;
  await settleKeysOf(tx, key.teamId, facts.at);
  await recordEvent(tx, {
    type: "key.refused",
    teamId: key.teamId,
    data: { providerId: key.providerId, lastFour: key.lastFour },
    at: facts.at,
  });
}
