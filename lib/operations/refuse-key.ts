import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import type { ProviderErrorKind } from "@/lib/providers/errors";

/**
 * Marks a key as refused by its provider, once, and tells of it. Where the tier had frozen another for
 * its sake, that one takes its place.
 */
export async function refuseKey(
  tx: Tx,
  facts: {
    readonly providerKeyId: string;
    readonly reason: ProviderErrorKind;
    readonly at: Date;
  },
): Promise<void> {
  const working = { id: facts.providerKeyId, state: "active" };
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
