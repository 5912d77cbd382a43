import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { ProviderErrorKind } from "@/lib/providers/errors";

/** Marks a key as refused by its provider, once, and tells of it. */
export async function refuseKey(
  tx: Tx,
  facts: {
    readonly providerKeyId: string;
    readonly reason: ProviderErrorKind;
    readonly at: Date;
  },
): Promise<void> {
  const [key] = await tx.providerKey.updateManyAndReturn({
    where: { id: facts.providerKeyId, state: "active" },
    data: { state: "refused", stateReason: facts.reason },
  });
  if (!key) return;
  await recordEvent(tx, {
    type: "key.refused",
    teamId: key.teamId,
    data: { providerId: key.providerId, lastFour: key.lastFour },
    at: facts.at,
  });
}
