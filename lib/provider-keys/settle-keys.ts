import { lockRoom } from "@/lib/billing/gate";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tier } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import { readKeys, surplusOf } from "@/lib/provider-keys/surplus-keys";

export interface KeySettling {
  readonly teamId: string;
  readonly tier: Tier;
  readonly now: Date;
}

/**
 * Freezes the keys a tier has no room for and thaws those it has (BILLING T22). Nothing is deleted and
 * no machine is touched. Whoever changes a key first holds the room (`holdKeys`), so that two never
 * wait for one another. Answers how many are frozen now.
 */
export async function settleKeys(tx: Tx, { teamId, tier, now }: KeySettling): Promise<number> {
  await holdKeys(tx, teamId);
  const keys = await readKeys(tx, teamId);
  const surplus = new Set(surplusOf(keys, tier));
  const thawed = keys.filter((key) => key.frozenAt && !surplus.has(key)).map(({ id }) => id);
  const frozen = keys.filter((key) => !key.frozenAt && surplus.has(key)).map(({ id }) => id);
  await tx.providerKey.updateMany({ where: { id: { in: thawed } }, data: { frozenAt: null } });
  await tx.providerKey.updateMany({ where: { id: { in: frozen } }, data: { frozenAt: now } });
  return surplus.size;
}

/** The same by what the team's subscriptions give it now; for the worker, which has no session. */
export async function settleKeysOf(tx: Tx, teamId: string, now: Date): Promise<number> {
  const { tier } = await teamEntitlement(tx, teamId, now);
  return settleKeys(tx, { teamId, tier, now });
}

/** Holds a team's keys until the transaction ends, before any of their rows is changed. */
export function holdKeys(tx: Tx, teamId: string): Promise<void> {
  return lockRoom(tx, teamId, "provider-keys");
}
